// SPDX-License-Identifier: MIT
// The bearer token of the log-in, kept where the log-in page was told to: localStorage, sessionStorage or IndexedDB.
'use strict';

window.token = (() => {
    const key = 'foray.token';

    function openDatabase() {
        return new Promise((resolve, reject) => {
            const request = indexedDB.open('foray-demo', 1);
            request.onupgradeneeded = () => request.result.createObjectStore('tokens');
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
        });
    }

    async function inDatabase(mode, use) {
        const database = await openDatabase();
        try {
            return await new Promise((resolve, reject) => {
                const transaction = database.transaction('tokens', mode);
                const request = use(transaction.objectStore('tokens'));
                transaction.oncomplete = () => resolve(request.result);
                transaction.onerror = () => reject(transaction.error);
            });
        } finally {
            database.close();
        }
    }

    return {
        async keep(value, storage) {
            if (storage === 'idb') await inDatabase('readwrite', store => store.put(value, key));
            else (storage === 'session' ? sessionStorage : localStorage).setItem(key, value);
        },
        async read() {
            return localStorage.getItem(key) ?? sessionStorage.getItem(key) ?? await inDatabase('readonly', store => store.get(key));
        },
        async forget() {
            localStorage.removeItem(key);
            sessionStorage.removeItem(key);
            await inDatabase('readwrite', store => store.delete(key));
        },
    };
})();
