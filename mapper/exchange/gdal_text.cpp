#include "mapper/exchange/gdal_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace konbit {
namespace {

/// Bytes of the well-formed UTF-8 character that begins the text; 0 if there is none
/// (Unicode 15, table 3-7).
std::size_t character_bytes(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned lead = byte(0);
    if (lead < 0x80U) return 1;
    if (lead >= 0xC2U && lead <= 0xDFU) return tail(1) ? 2 : 0;
    if (lead >= 0xE0U && lead <= 0xEFU) {
        if (lead == 0xE0U && byte(1) < 0xA0U) return 0;
        if (lead == 0xEDU && byte(1) > 0x9FU) return 0;
        return tail(1) && tail(2) ? 3 : 0;
    }
    if (lead >= 0xF0U && lead <= 0xF4U) {
        if (lead == 0xF0U && byte(1) < 0x90U) return 0;
        if (lead == 0xF4U && byte(1) > 0x8FU) return 0;
        return tail(1) && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

bool is_control(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20U && c != '\t' && c != '\n' && c != '\r') || byte == 0x7FU;
}

void append_json(std::string_view text, std::string& into) {
    std::string clean;
    append_clean(text, clean);
    into += '"';
    for (const char c : clean) {
        switch (c) {
            case '"': into += "\\\""; break;
            case '\\': into += "\\\\"; break;
            case '\n': into += "\\n"; break;
            case '\r': into += "\\r"; break;
            case '\t': into += "\\t"; break;
            default: into += c;
        }
    }
    into += '"';
}

struct AppendText {
    std::string& into;
    bool operator()(std::monostate) const { return false; }
    bool operator()(bool value) const {
        into += value ? "true" : "false";
        return true;
    }
    bool operator()(std::int64_t value) const {
        fmt::format_to(std::back_inserter(into), "{}", value);
        return true;
    }
    bool operator()(double value) const {
        if (!std::isfinite(value)) return false;
        fmt::format_to(std::back_inserter(into), "{}", value);
        return true;
    }
    bool operator()(std::string_view value) const {
        append_clean(value, into);
        return true;
    }
    bool operator()(std::span<const std::string> values) const {
        bool first = true;
        for (const auto& value : values) {
            if (!first) into += ';';
            first = false;
            append_clean(value, into);
        }
        return true;
    }
};

}  // namespace

void append_clean(std::string_view text, std::string& into) {
    while (!text.empty()) {
        const std::size_t bytes = character_bytes(text);
        if (bytes == 0 || is_control(text.front())) {
            into += "\xEF\xBF\xBD";
            text.remove_prefix(1);
        } else {
            into += text.substr(0, bytes);
            text.remove_prefix(bytes);
        }
    }
}

std::string_view cut_utf8(std::string_view text, std::size_t most_bytes) noexcept {
    if (text.size() <= most_bytes) return text;
    std::size_t end = most_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

void write_tags_json(const Tags& tags, std::string& into) {
    into.assign(1, '{');
    for (const Tag& tag : tags) {
        if (into.size() > 1) into += ',';
        append_json(tag.key, into);
        into += ':';
        append_json(tag.value, into);
    }
    into += '}';
}

bool write_text(const Value& value, std::string& into) {
    into.clear();
    return std::visit(AppendText{into}, value);
}

}  // namespace konbit
