#include "render/label/clean_text.hpp"

#include <glib.h>

#include <array>
#include <memory>

namespace konbit {
namespace {

constexpr std::array kJoining{
    G_UNICODE_SCRIPT_ARABIC,       G_UNICODE_SCRIPT_SYRIAC,
    G_UNICODE_SCRIPT_NKO,          G_UNICODE_SCRIPT_MANDAIC,
    G_UNICODE_SCRIPT_MONGOLIAN,    G_UNICODE_SCRIPT_PHAGS_PA,
    G_UNICODE_SCRIPT_ADLAM,        G_UNICODE_SCRIPT_HANIFI_ROHINGYA,
    G_UNICODE_SCRIPT_DEVANAGARI,   G_UNICODE_SCRIPT_BENGALI,
    G_UNICODE_SCRIPT_GURMUKHI,     G_UNICODE_SCRIPT_NEWA,
    G_UNICODE_SCRIPT_TIRHUTA,      G_UNICODE_SCRIPT_MODI,
    G_UNICODE_SCRIPT_SYLOTI_NAGRI,
};

struct Freed {
    void operator()(gchar* text) const { g_free(text); }
};
using Owned = std::unique_ptr<gchar, Freed>;

bool breaks_line(gunichar c) {
    return c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029 || c == 0x0085;
}

}  // namespace

std::string clean_text(std::string_view text, bool capitals, std::size_t most_characters) {
    if (text.empty()) return {};  // GLib wants no null pointer
    // A character has at most four bytes; what lies beyond the limit is not even looked at.
    const bool cut_early = text.size() > 4 * (most_characters + 1);
    text = text.substr(0, 4 * (most_characters + 1));
    const Owned valid{g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()))};
    const Owned cased{capitals ? g_utf8_strup(valid.get(), -1) : g_strdup(valid.get())};
    std::string clean;
    std::size_t characters = 0;
    bool cut = cut_early;
    for (const char* at = cased.get(); *at != 0; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (breaks_line(c)) c = ' ';
        if (g_unichar_iscntrl(c) || (c == ' ' && (clean.empty() || clean.back() == ' '))) continue;
        cut = cut || characters == most_characters;
        if (characters++ == most_characters) break;
        std::array<char, 6> bytes{};
        clean.append(bytes.data(), static_cast<std::size_t>(g_unichar_to_utf8(c, bytes.data())));
    }
    while (!clean.empty() && clean.back() == ' ') clean.pop_back();
    if (cut) clean += "\xE2\x80\xA6";
    return clean;
}

bool script_joins(int script) noexcept {
    for (const int joining : kJoining) {
        if (script == joining) return true;
    }
    return false;
}

bool joins_letters(std::string_view clean_text) {
    const char* const end = clean_text.data() + clean_text.size();
    for (const char* at = clean_text.data(); at < end; at = g_utf8_next_char(at)) {
        if (static_cast<unsigned char>(*at) >= 0x80 &&
            script_joins(g_unichar_get_script(g_utf8_get_char(at)))) {
            return true;
        }
    }
    return false;
}

}  // namespace konbit
