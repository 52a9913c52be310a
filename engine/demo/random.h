// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Foray::Demo {

// SplitMix64. The standard's engines are portable but its distributions are not, and the site must
// give the same bytes everywhere.
class Random final
{
public:
    // Rows draw from a stream of their own, so that row 40 does not depend on what the rows before it used.
    Random(int seed, std::string_view stream, int row = 0);

    std::uint64_t next();
    int below(int bound);
    int between(int first, int last); // both included
    std::string hex(int digits);

    template <typename List>
    const auto &pick(const List &list)
    {
        return list[static_cast<std::size_t>(below(static_cast<int>(std::size(list))))];
    }

private:
    std::uint64_t m_state;
};

std::string personName(Random &random);
std::string commitTitle(Random &random);
std::string productName(Random &random);
std::string sentence(Random &random); // "The amber lantern follows a quiet river."
std::string sentences(Random &random, int count);
std::string cityName(Random &random);
std::vector<std::string> citiesBeginningWith(std::string_view letters); // in any case; all for none
std::string slugOf(std::string_view text);                              // "Amber Lantern" -> "amber-lantern"
std::string money(int cents);                                           // 1999 -> "$19.99"
std::string isoTime(std::int64_t secondsAfterTheSitesEpoch);            // the site's clock is fixed: 2024-03-01T09:00:00Z

} // namespace Foray::Demo
