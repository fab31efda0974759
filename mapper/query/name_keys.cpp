#include "mapper/query/name_keys.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace konbit {
namespace {

constexpr std::array<std::string_view, 7> kMainStems{
    "name", "alt_name", "official_name", "loc_name", "short_name", "int_name", "nat_name"};

/// "name", "name:fr", "name_1", "name:fr_1" — but not "name:pronunciation:…", "name_source".
bool is_variant_of(std::string_view key, std::string_view stem) noexcept {
    if (!key.starts_with(stem)) return false;
    key.remove_prefix(stem.size());
    if (key.empty()) return true;
    if (key[0] == '_') {
        return key.size() > 1 && key.size() <= 3 &&
               std::all_of(key.begin() + 1, key.end(), [](char c) { return c >= '0' && c <= '9'; });
    }
    if (key[0] != ':' || key.size() < 3 || key.size() > 16) return false;
    for (const std::string_view not_a_language :
         {":etymology", ":source", ":pronunciation", ":signed", ":prefix", ":suffix", ":note"}) {
        if (key.starts_with(not_a_language)) return false;
    }
    return key.find(':', 1) == std::string_view::npos;
}

std::optional<NameRole> role_of(std::string_view key) noexcept {
    if (key.empty()) return std::nullopt;
    switch (key[0]) {
        case 'n':
        case 'a':
        case 'o':
        case 'l':
        case 's':
        case 'i':
        case 'r':
        case 'p':
        case 'h':
        case 'b':
        case 'u':
            break;
        default:
            return std::nullopt;
    }
    for (const auto stem : kMainStems) {
        if (is_variant_of(key, stem)) return NameRole::main;
    }
    if (is_variant_of(key, "reg_name")) return NameRole::main;
    if (key == "ref" || key == "int_ref" || key == "nat_ref" || key == "loc_ref" ||
        key == "old_ref" || key == "ref:pcode" || key == "haiti:pcode" || key == "pcode" ||
        key.starts_with("pcode:") || key == "unsigned_ref") {
        return NameRole::code;
    }
    if (is_variant_of(key, "old_name") || key == "operator" || key == "brand" ||
        key == "addr:housename") {
        return NameRole::other;
    }
    return std::nullopt;
}

void append_parts(std::vector<NameText>& out, std::string_view key, NameRole role,
                  std::string_view value) {
    while (!value.empty()) {
        const auto end = std::min(value.find(';'), value.size());
        auto part = value.substr(0, end);
        value.remove_prefix(std::min(end + 1, value.size()));
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        if (!part.empty()) out.push_back({key, role, std::string{part}});
    }
}

bool in_haiti(Location at) noexcept {
    return at.valid() && at.lon_e7 > -745'000'000 && at.lon_e7 < -716'000'000 &&
           at.lat_e7 > 179'000'000 && at.lat_e7 < 202'000'000;
}

bool is_code(std::string_view value) noexcept {
    return !value.empty() && value.size() <= 10 &&
           std::all_of(value.begin(), value.end(),
                       [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
}

/// pcode:1=5 → HT05; pcode:2=511 → HT0511; pcode:3=511-02 → HT0511-02 and HT051102.
void append_haiti_code(std::vector<NameText>& out, const Tag& tag) {
    if (tag.key.size() != 7 || !is_code(tag.value)) return;
    const auto dash = std::min(tag.value.find('-'), tag.value.size());
    const std::size_t width = tag.key[6] == '1' ? 2 : 4;
    if (tag.key[6] < '1' || tag.key[6] > '3' || dash > width) return;
    auto code = "HT" + std::string(width - dash, '0') + std::string{tag.value};
    if (dash < tag.value.size()) {
        auto joined = code;
        std::erase(joined, '-');
        out.push_back({tag.key, NameRole::code, std::move(joined)});
    }
    out.push_back({tag.key, NameRole::code, std::move(code)});
}

void append_address(std::vector<NameText>& out, const Tags& tags) {
    const auto number = tags.value("addr:housenumber");
    auto street = tags.value("addr:street");
    if (street.empty()) street = tags.value("addr:place");
    if (number.empty() || street.empty()) return;
    out.push_back(
        {"addr:housenumber", NameRole::address, std::string{street} + " " + std::string{number}});
}

}  // namespace

bool may_have_names(const Tags& tags) noexcept {
    return std::any_of(tags.begin(), tags.end(), [](const Tag& tag) {
        return tag.key == "addr:housenumber" || role_of(tag.key).has_value();
    });
}

std::vector<NameText> names_of(const Tags& tags, Location at) {
    std::vector<NameText> out;
    for (const Tag& tag : tags) {
        const auto role = role_of(tag.key);
        if (!role) continue;
        append_parts(out, tag.key, *role, tag.value);
        if (*role == NameRole::code && tag.key.starts_with("pcode:") && in_haiti(at)) {
            append_haiti_code(out, tag);
        }
    }
    append_address(out, tags);
    return out;
}

std::string display_name(const Tags& tags, std::string_view lang) {
    if (!lang.empty()) {
        if (const auto name = tags.get("name:" + std::string{lang})) return std::string{*name};
    }
    if (const auto name = tags.get("name")) return std::string{*name};
    const auto names = names_of(tags, {});
    const auto best = std::min_element(
        names.begin(), names.end(), [](const auto& a, const auto& b) { return a.role < b.role; });
    return best == names.end() ? std::string{} : best->text;
}

}  // namespace konbit
