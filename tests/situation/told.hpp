#pragma once

#include <algorithm>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "mapper/situation/evidence.hpp"

namespace konbit::test {

inline constexpr UnixSeconds kStart = 1'773'000'000;  ///< minute 0 of the stories below

/// The minute `minute` of a story.
inline UnixSeconds minute(std::int64_t minute) {
    return kStart + 60 * minute;
}

inline EntryId entry_number(std::uint32_t number) {
    EntryId id;
    for (std::size_t i = 0; i < 4; ++i) id.bytes[i] = static_cast<std::uint8_t>(number >> 8 * i);
    return id;
}

inline std::uint8_t value_of(const std::string& word) {
    static const std::map<std::string, std::uint8_t> kValues{
        {"?", 0}, {"O", 1}, {"R", 2}, {"B", 3},    {"N", 1},   {"S", 2},
        {"M", 3}, {"V", 4}, {"D", 5}, {"free", 1}, {"full", 2}};
    return kValues.at(word);
}

inline Method method_of(const std::string& word) {
    const auto method = parse_method(word);
    if (!method) throw std::invalid_argument{word};
    return *method;
}

/// "seen B @10 by=A; heard O @90 by=C stranger": statements as the table of evidence writes them.
/// Numbers after @ are minutes; "photo=12" was taken at minute 12; "doubts=0 heard @20 by=C" doubts
/// the first statement.
inline std::vector<Statement> told(const std::string& story) {
    std::vector<Statement> all;
    std::istringstream lines{story};
    for (std::string line; std::getline(lines, line, ';');) {
        std::istringstream words{line};
        Statement s;
        s.entry = entry_number(static_cast<std::uint32_t>(all.size()) + 1);
        std::string word;
        words >> word;
        const bool doubt = word.starts_with("doubts=");
        if (doubt) {
            s.disputes = entry_number(static_cast<std::uint32_t>(std::stoul(word.substr(7))) + 1);
            words >> word;
        }
        s.how = method_of(word);
        if (!doubt) {
            words >> word;
            s.value = value_of(word);
        }
        s.person = std::string(1, static_cast<char>('a' + all.size()));
        while (words >> word) {
            const auto text = word.substr(word.find('=') + 1);
            if (word.starts_with('@'))
                s.observed = minute(std::stoll(word.substr(1)));
            else if (word.starts_with("by="))
                s.person = text;
            else if (word.starts_with("photo="))
                s.photo_taken = minute(std::stoll(text));
            else if (word == "stranger")
                s.accepted = false;
            else if (word == "inferred")
                s.inferred = true;
            else if (word.starts_with("height="))
                s.limits.height_m = std::stod(text);
            else if (word.starts_with("weight="))
                s.limits.weight_t = std::stod(text);
            else if (word.starts_with("source="))
                s.source_id = text;
            else if (word.starts_with("product=")) {
                s.product.name = text.substr(0, text.find('/'));
                s.product.version =
                    static_cast<std::uint32_t>(std::stoul(text.substr(text.find('/') + 1)));
            } else
                throw std::invalid_argument{word};
        }
        all.push_back(std::move(s));
    }
    return all;
}

/// What is used, for comparing verdicts on statements in different orders.
inline std::string shown(const Verdict& v, const std::vector<Statement>& statements) {
    std::ostringstream out;
    out << int(v.value) << ' ' << to_string(v.certainty);
    if (v.disputed) out << " disputed";
    if (v.unverified) out << " unverified";
    if (v.recheck) out << " recheck";
    if (v.good_news_waits) out << " waits";
    if (v.corrected) out << " corrected";
    if (v.limits.height_m) out << " height " << *v.limits.height_m;
    if (v.limits.weight_t) out << " weight " << *v.limits.weight_t;
    const auto name = [&](std::size_t i) { return to_hex(statements[i].entry).substr(0, 4); };
    if (v.used) out << " used " << name(*v.used);
    if (v.against) out << " against " << name(*v.against);
    std::vector<std::string> future;
    for (const auto i : v.from_the_future) future.push_back(name(i));
    std::sort(future.begin(), future.end());
    for (const auto& f : future) out << " future " << f;
    return out.str();
}

}  // namespace konbit::test
