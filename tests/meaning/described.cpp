#include "tests/meaning/described.hpp"

#include <charconv>

namespace konbit {

std::filesystem::path rules_folder() {
    return std::filesystem::path{KONBIT_SOURCE_DIR} / "mapper/meaning/rules";
}

const Meaning& meaning() {
    static const Meaning all = Meaning::load(rules_folder());
    return all;
}

Drawn draw(std::string_view text) {
    Drawn drawn;
    if (text.starts_with("line ")) {
        drawn.geometry = GeometryKind::line;
        text.remove_prefix(5);
    } else if (text.starts_with("area ")) {
        drawn.geometry = GeometryKind::area;
        text.remove_prefix(5);
        const auto end = std::from_chars(text.data(), text.data() + text.size(), drawn.area_m2).ptr;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
    }
    while (!text.empty()) {
        const auto end = text.find('|');
        const std::string_view tag = text.substr(0, end);
        const auto equals = tag.find('=');
        drawn.tags.add(tag.substr(0, equals), tag.substr(equals + 1));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return drawn;
}

std::string described(Theme theme, std::string_view object) {
    const Drawn drawn = draw(object);
    const auto found = meaning().facility(theme, drawn.subject());
    if (!found) return "nothing";
    std::string text{to_string(found->suitability)};
    text += " " + found->kind;
    if (found->closed) text += " closed";
    if (found->audience == Audience::team) text += " team";
    for (const auto& kind : found->not_in) text += " not_in=" + kind;
    for (const auto& caution : found->cautions) text += "; " + caution;
    for (const auto& offer : found->offers) text += "; +" + offer;
    return text;
}

std::string described_damage(std::string_view object) {
    const Drawn drawn = draw(object);
    const auto found = meaning().damage(drawn.subject());
    if (!found) return "nothing";
    std::string text{to_string(found->grade)};
    text += " " + std::string{to_string(found->passability)};
    text += " " + found->what + " " + found->scheme;
    if (found->suspected) text += " suspected";
    if (found->states_passability) text += " stated";
    if (found->everyday) text += " everyday";
    for (const auto& kind : found->restricted_in) text += " restricted_in=" + kind;
    for (const auto& kind : found->blocked_in) text += " blocked_in=" + kind;
    for (const auto& vehicle : found->vehicles) text += "; " + vehicle;
    for (const auto& note : found->notes) text += "; " + note;
    return text;
}

}  // namespace konbit
