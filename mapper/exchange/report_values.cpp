#include "mapper/exchange/report_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "mapper/query/fold.hpp"

namespace konbit {

std::string_view cell_text(std::string_view text) {
    constexpr std::string_view kSpaces = " \t\r\n";
    const auto begin = text.find_first_not_of(kSpaces);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

std::optional<double> survey_number(std::string_view text) {
    std::string plain{cell_text(text)};
    if (plain.size() > 40) return std::nullopt;
    if (plain.find('.') == std::string::npos) {
        if (const auto comma = plain.find(','); comma != std::string::npos) plain[comma] = '.';
    }
    const char* begin = plain.c_str();
    if (*begin == '+') ++begin;
    const char* end = plain.c_str() + plain.size();
    double value = 0;
    const auto read = std::from_chars(begin, end, value, std::chars_format::fixed);
    if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::vector<std::string_view> parts_of(std::string_view position) {
    std::vector<std::string_view> parts;
    const bool spaced = position.find(' ') != std::string_view::npos;
    while (!position.empty() && parts.size() < 6) {
        const auto end = position.find(spaced ? ' ' : ',');
        auto part = cell_text(position.substr(0, end));
        if (spaced && part.ends_with(',')) part.remove_suffix(1);
        if (!part.empty()) parts.push_back(part);
        position = end == std::string_view::npos ? "" : position.substr(end + 1);
    }
    return parts;
}

std::optional<UnixSeconds> parse_survey_time(std::string_view text,
                                             std::optional<int> zone_minutes) {
    constexpr std::size_t kDateAlone = 10;
    const auto exact = parse_iso8601(text);
    if (exact && text.size() > kDateAlone) return exact;
    if (!zone_minutes) return exact;
    const auto as_utc = exact ? exact : parse_iso8601(std::string{text} + "Z");
    if (!as_utc) return std::nullopt;
    return *as_utc - *zone_minutes * 60;
}

bool asks_for_bad_news(std::string_view column) {
    constexpr std::array<std::string_view, 17> kNegative{
        "blocked", "closed",       "impassable",      "not",   "bloque", "bloquee",   "ferme",
        "fermee",  "impraticable", "infranchissable", "bloke", "femen",  "bloqueado", "bloqueada",
        "cerrado", "cerrada",      "intransitable"};
    const auto folded = fold(column);
    const auto words = words_of(folded);
    return std::find_first_of(words.begin(), words.end(), kNegative.begin(), kNegative.end()) !=
           words.end();
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = text[i];
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (dash ? c != '-' : !hex) return false;
    }
    return true;
}

std::string lower_ascii(std::string_view text) {
    std::string lower{text};
    for (auto& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

}  // namespace konbit
