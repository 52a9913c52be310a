// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/jsonvalue.h"
#include "engine/demo/site.h"

#include <string>

namespace httplib {
struct Request;
struct Response;
} // namespace httplib

namespace Foray::Demo {

// One request and its answer, with the words the handlers speak in.
class Exchange final
{
public:
    Exchange(Site &s, const httplib::Request &req, httplib::Response &res)
        : site(s)
        , request(req)
        , response(res)
    {
    }

    Site &site;
    const httplib::Request &request;
    httplib::Response &response;

    std::string param(const std::string &name) const; // of the query or of a posted form
    int number(const std::string &name, int fallback, int least, int most) const;
    std::string matched(std::size_t group) const; // of the route's pattern
    std::string cookie(const std::string &name) const;
    std::string otherOrigin() const; // the site's other name: localhost for 127.0.0.1, and the other way round
    int seed() const;
    int delay() const;

    // Data takes its time; pages, scripts and pictures do not.
    void awaitData() const;

    // A template of resources/demo ("templates/commits", "pages/index") in the layout; the status stays if one is set.
    void page(const std::string &name, const Json &data);
    void page(const std::string &name);
    void json(const Json &value);
    void text(int status, const std::string &text, const std::string &type = "text/plain; charset=utf-8");
    void redirect(const std::string &path, int status = 302);
    void notFound();

    // "/a" -> "/a?seed=2&delay=50": the address with those of the two that the request itself named.
    std::string carried(const std::string &path) const;

private:
    std::string carriedQuery() const;
};

} // namespace Foray::Demo
