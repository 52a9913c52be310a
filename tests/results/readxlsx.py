# SPDX-License-Identifier: MIT
"""Prints the sheets of the XLSX file whose path is on stdin as JSON: {name: [[cell, …], …]}. Text is bare, others "type:value"."""
import json, re, sys, zipfile, xml.etree.ElementTree as tree
book = zipfile.ZipFile(sys.stdin.buffer.read().decode())
ns = {'m': 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'}
strings = [''.join(t.text or '' for t in s.iter('{%s}t' % ns['m']))
           for s in tree.fromstring(book.read('xl/sharedStrings.xml'))] if 'xl/sharedStrings.xml' in book.namelist() else []
sheets = {}
for i, sheet in enumerate(tree.fromstring(book.read('xl/workbook.xml')).find('m:sheets', ns)):
    rows = tree.fromstring(book.read('xl/worksheets/sheet%d.xml' % (i + 1))).iter('{%s}row' % ns['m'])
    sheets[sheet.get('name')] = [[strings[int(c.find('m:v', ns).text)] if c.get('t') == 's' else
                                  (c.get('t') or 'n') + ':' + c.find('m:v', ns).text for c in row] for row in rows]
    assert not any(c.find('m:f', ns) is not None for row in rows for c in row), 'a formula'
print(json.dumps(sheets), end='')
