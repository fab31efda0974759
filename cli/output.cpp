#include "cli/output.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr char32_t kBroken = 0xFFFD;

/// The code point at `at`, which moves behind it; kBroken for bytes that are not UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80) return first;
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4) return kBroken;
    char32_t point = first & (0x3F >> more);
    for (int i = 0; i < more; ++i) {
        if (at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80)
            return kBroken;
        point = point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3F);
    }
    const char32_t least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    return point < least || point > 0x10FFFF || surrogate ? kBroken : point;
}

bool is_harmful(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void write_all(std::FILE* to, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), to);
}

}  // namespace

std::string plain(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        const auto point = next_code_point(text, at);
        if (point == kBroken) {
            out += "\xEF\xBF\xBD";
        } else if (point == '\t' || point == '\n') {
            out += ' ';
        } else if (!is_harmful(point)) {
            out += text.substr(begin, at - begin);
        }
    }
    return out;
}

void print_line(std::string_view line) {
    write_all(stdout, plain(line) + "\n");
}

void print_raw(std::string_view text) {
    write_all(stdout, text);
}

void print_notice(std::string_view line) {
    write_all(stderr, plain(line) + "\n");
}

void print_error(std::string_view message) {
    std::fflush(stdout);
    auto line = "konbit: " + std::string{message};
    if (line.find_last_of(".?!") != line.size() - 1) line += '.';
    print_notice(line);
}

void flush_output() {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return;
    throw DataError{"The answer could not be written", "standard output",
                    errno == 0 ? "writing failed" : std::strerror(errno), "Check the disk"};
}

}  // namespace konbit
