#include "mapper/journal/json_reader.hpp"

#include <charconv>
#include <cmath>

namespace konbit {
namespace {

// Bytes of a text that stand for themselves.
bool plain(unsigned char c) noexcept {
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}
bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

}  // namespace

UnsoundContent::UnsoundContent(std::string_view why)
    : DataError{"The content of an entry cannot be read", "", why,
                "Get it again from whoever sent it, or update konbit."},
      why_{why} {}

void JsonReader::refuse(std::string_view why) {
    throw UnsoundContent{why};
}

void JsonReader::open(char bracket) {
    expect(bracket);
    if (++depth_ > kMostDepth) refuse("it nests too deep");
}

bool JsonReader::next(bool first, char closing) {
    if (accept(closing)) return false;
    if (!first) expect(',');
    return true;
}

void JsonReader::expect(char c) {
    if (!accept(c)) refuse("it is no JSON as konbit writes it");
}

bool JsonReader::accept(char c) noexcept {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
}

std::string_view JsonReader::key() {
    expect('"');
    const char* begin = at_;
    while (at_ != end_ && plain(static_cast<unsigned char>(*at_))) ++at_;
    const std::string_view name{begin, static_cast<std::size_t>(at_ - begin)};
    expect('"');
    return name;
}

std::string JsonReader::text(std::size_t most_bytes) {
    expect('"');
    std::string text;
    for (;;) {
        const char* begin = at_;
        while (at_ != end_ && plain(static_cast<unsigned char>(*at_))) ++at_;
        while (at_ != end_ && static_cast<unsigned char>(*at_) >= 0x80) take_utf8();
        text.append(begin, at_);
        if (text.size() > most_bytes) refuse("a text is too long");
        if (at_ == begin) {
            if (accept('"')) return text;
            text += take_escape();
        }
    }
}

// One character of two to four bytes; no overlong forms, no surrogates, nothing above U+10FFFF.
void JsonReader::take_utf8() {
    const auto lead = static_cast<unsigned char>(*at_);
    const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || end_ - at_ <= more) refuse("a text is not UTF-8");
    const auto second = static_cast<unsigned char>(at_[1]);
    const bool wrong = (lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
                       (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f);
    for (int i = 1; i <= more; ++i) {
        if ((static_cast<unsigned char>(at_[i]) & 0xc0) != 0x80) refuse("a text is not UTF-8");
    }
    if (wrong) refuse("a text is not UTF-8");
    at_ += more + 1;
}

char JsonReader::take_escape() {
    expect('\\');
    if (at_ == end_) refuse("a text does not end");
    switch (const char c = *at_++) {
        case '"':
        case '\\':
            return c;
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        case 'u':
            break;
        default:
            refuse("a text has an unknown escape");
    }
    unsigned value = 0;  // \u00XX: the other control characters; a zero would cut the text short
    if (end_ - at_ < 4) refuse("a text does not end");
    const auto [stop, error] = std::from_chars(at_, at_ + 4, value, 16);
    if (error != std::errc{} || stop != at_ + 4 || value == 0 || value >= 0x20) {
        refuse("a text has an unknown escape");
    }
    at_ = stop;
    return static_cast<char>(value);
}

std::string_view JsonReader::number_text() {
    const char* begin = at_;
    if (at_ != end_ && *at_ == '-') ++at_;
    const char* digits = at_;
    while (at_ != end_ && digit(*at_)) ++at_;
    const auto whole = at_ - digits;
    if (whole == 0 || (whole > 1 && *digits == '0')) refuse("a number is none");
    while (at_ != end_ && (digit(*at_) || *at_ == '.' || *at_ == 'e' || *at_ == 'E' ||
                           *at_ == '+' || *at_ == '-')) {
        ++at_;
    }
    return {begin, static_cast<std::size_t>(at_ - begin)};
}

std::int64_t JsonReader::integer(std::int64_t least, std::int64_t most) {
    const auto text = number_text();
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || stop != text.data() + text.size() || value < least ||
        value > most) {
        refuse("a number is impossible");
    }
    return value;
}

double JsonReader::real() {
    const auto text = number_text();
    double value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || stop != text.data() + text.size() || !std::isfinite(value)) {
        refuse("a number is impossible");
    }
    return value;
}

void JsonReader::take_literal(std::string_view literal) {
    if (!std::string_view{at_, static_cast<std::size_t>(end_ - at_)}.starts_with(literal)) {
        refuse("it is no JSON as konbit writes it");
    }
    at_ += literal.size();
}

bool JsonReader::boolean() {
    const bool value = at_ != end_ && *at_ == 't';
    take_literal(value ? "true" : "false");
    return value;
}

void JsonReader::skip() {
    switch (at_ == end_ ? '\0' : *at_) {
        case '{':
            return object([this](std::string_view) { skip(); });
        case '[':
            return array([this] { skip(); });
        case '"':
            static_cast<void>(text(static_cast<std::size_t>(end_ - at_)));
            return;
        case 't':
        case 'f':
            static_cast<void>(boolean());
            return;
        case 'n':
            return take_literal("null");
        default:
            static_cast<void>(real());
    }
}

void JsonReader::end() const {
    if (at_ != end_) refuse("something follows its end");
}

}  // namespace konbit
