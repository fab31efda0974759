// Degrees as people write them: 42.5063,1.5218 · 18°30'N 72°38'W · N 18 30 0 W 72 38 0.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <iterator>

#include "mapper/model/error.hpp"
#include "mapper/query/coordinate_text.hpp"

namespace konbit {
namespace {

enum class Sort { number, degree, minute, second, hemisphere, comma, space };

struct Token {
    Sort sort;
    double number = 0;
    bool negative = false;
    char letter = 0;
};

struct Sign {
    std::string_view text;
    Sort sort;
};
// Longer ones first: '' is a second, not two minutes.
constexpr std::array kSigns{Sign{"''", Sort::second},     Sign{"\u2032\u2032", Sort::second},
                            Sign{"\u00B0", Sort::degree}, Sign{"\u00BA", Sort::degree},
                            Sign{"\u02DA", Sort::degree}, Sign{"\u2032", Sort::minute},
                            Sign{"\u2019", Sort::minute}, Sign{"\u02B9", Sort::minute},
                            Sign{"\u00B4", Sort::minute}, Sign{"\u2033", Sort::second},
                            Sign{"\u201D", Sort::second}, Sign{"\u02BA", Sort::second},
                            Sign{"'", Sort::minute},      Sign{"\"", Sort::second},
                            Sign{",", Sort::comma},       Sign{";", Sort::comma},
                            Sign{" ", Sort::space},       Sign{"\t", Sort::space},
                            Sign{"\u00A0", Sort::space},  Sign{"\u202F", Sort::space}};

std::optional<Token> take_sign(std::string_view& text) {
    for (const auto& sign : kSigns) {
        if (!text.starts_with(sign.text)) continue;
        text.remove_prefix(sign.text.size());
        return Token{sign.sort};
    }
    return std::nullopt;
}

/// N, S, E, W; O is West in Spanish, French and Portuguese, East in German: kept as O here.
std::optional<Token> take_hemisphere(std::string_view& text) {
    const char upper = static_cast<char>(text.front() & ~0x20);
    if (std::string_view{"NSEWO"}.find(upper) == std::string_view::npos) return std::nullopt;
    // A letter that begins or ends a word is a name ("Nord 5"), not a hemisphere.
    const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
    if (text.size() > 1 && is_letter(text[1])) return std::nullopt;
    text.remove_prefix(1);
    return Token{Sort::hemisphere, 0, false, upper};
}

std::optional<Token> take_number(std::string_view& text) {
    std::size_t size = 0;
    if (text.starts_with("\u2212")) {
        size = std::string_view{"\u2212"}.size();
    } else if (text.front() == '-' || text.front() == '+') {
        size = 1;
    }
    while (size < text.size() && ((text[size] >= '0' && text[size] <= '9') || text[size] == '.'))
        ++size;
    const auto value = parse_decimal(text.substr(0, size));
    if (!value) return std::nullopt;
    text.remove_prefix(size);
    return Token{Sort::number, std::abs(*value), std::signbit(*value)};
}

std::optional<std::vector<Token>> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    while (!text.empty()) {
        auto token = take_sign(text);
        if (!token) token = take_number(text);
        if (!token) token = take_hemisphere(text);
        if (!token) return std::nullopt;
        tokens.push_back(*token);
    }
    return tokens;
}

/// One of the two angles: up to three numbers and a hemisphere.
struct Angle {
    std::array<double, 3> parts{};
    std::size_t count = 0;
    bool negative = false;
    bool has_sign = false;  ///< ° ' or " was written
    char hemisphere = 0;
    [[nodiscard]] bool complete() const noexcept { return count > 0; }
    [[nodiscard]] double degrees() const noexcept {
        const double value = parts[0] + parts[1] / 60 + parts[2] / 3600;
        return negative ? -value : value;
    }
};

std::size_t place_of(Sort sort) noexcept {
    return sort == Sort::degree ? 0 : sort == Sort::minute ? 1 : 2;
}

/// Puts tokens into angles. A new angle begins at a comma, at a second hemisphere, at a degree sign
/// after an angle that has one, or at a minus; two numbers alone are two angles.
class Reader {
public:
    [[nodiscard]] bool read(const std::vector<Token>& tokens) {
        if (read_two_numbers(tokens)) return true;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (!take(tokens, i)) return false;
        }
        return finish();
    }
    [[nodiscard]] const Angle& first() const noexcept { return angles_[0]; }
    [[nodiscard]] const Angle& second() const noexcept { return angles_[1]; }

private:
    Angle& now() noexcept { return angles_[used_]; }
    bool next_angle() {
        if (used_ == 1 || !now().complete()) return false;
        used_ = 1;
        return true;
    }
    bool take(const std::vector<Token>& tokens, std::size_t& i) {
        const Token& token = tokens[i];
        switch (token.sort) {
            case Sort::space:
                return true;
            case Sort::comma:
                return next_angle();
            case Sort::hemisphere:
                return take_letter(token, i);
            case Sort::number:
                return take_value(tokens, i);
            default:
                return false;  // a sign without a number before it
        }
    }
    bool take_letter(const Token& token, std::size_t at) {
        if (!now().complete() || now().hemisphere != 0) {
            if (now().complete() && !next_angle()) return false;
            if (now().hemisphere != 0) return false;
            now().hemisphere = token.letter;
            leading_ = at == 0 || leading_;
            return true;
        }
        // "N 18 W 72": the letter belongs to what follows if letters come first here.
        if (leading_ && !next_angle()) return false;
        now().hemisphere = token.letter;
        return true;
    }
    bool take_value(const std::vector<Token>& tokens, std::size_t& i) {
        const Token& token = tokens[i];
        const bool with_sign = i + 1 < tokens.size() && (tokens[i + 1].sort == Sort::degree ||
                                                         tokens[i + 1].sort == Sort::minute ||
                                                         tokens[i + 1].sort == Sort::second);
        const auto place = with_sign ? place_of(tokens[i + 1].sort) : now().count;
        const bool closed = now().hemisphere != 0 && !leading_;
        const bool signed_number = token.negative && now().complete();
        if (closed || signed_number || (with_sign && place == 0 && now().complete())) {
            if (!next_angle()) return false;
        }
        const auto slot = with_sign ? place : now().count;
        if (slot > 2 || slot < now().count || (slot > 0 && token.negative)) return false;
        if (slot > 0 && token.number >= 60) return false;
        now().parts[slot] = token.number;
        now().count = slot + 1;
        now().negative = now().negative || token.negative;
        now().has_sign = now().has_sign || with_sign;
        if (with_sign) ++i;
        return true;
    }
    /// "42.5 1.5", "42.5,1.5": nothing but two numbers.
    [[nodiscard]] bool read_two_numbers(const std::vector<Token>& tokens) {
        std::vector<Token> solid;
        std::copy_if(tokens.begin(), tokens.end(), std::back_inserter(solid),
                     [](const Token& token) { return token.sort != Sort::space; });
        if (solid.size() == 3 && solid[1].sort == Sort::comma) solid.erase(solid.begin() + 1);
        if (solid.size() != 2 || solid[0].sort != Sort::number || solid[1].sort != Sort::number) {
            return false;
        }
        for (std::size_t i = 0; i < 2; ++i) {
            angles_[i].parts[0] = solid[i].number;
            angles_[i].negative = solid[i].negative;
            angles_[i].count = 1;
        }
        return true;
    }
    [[nodiscard]] bool finish() const noexcept {
        return used_ == 1 && angles_[0].complete() && angles_[1].complete();
    }

    std::array<Angle, 2> angles_;
    std::size_t used_ = 0;
    bool leading_ = false;  // hemispheres stand before their numbers
};

bool is_north_south(char letter) noexcept {
    return letter == 'N' || letter == 'S';
}

double with_hemisphere(const Angle& angle, char letter) noexcept {
    const double value = angle.degrees();
    return letter == 'S' || letter == 'W' ? -value : value;
}

Location from_angles(const Angle& lat, const Angle& lon, std::string_view typed,
                     const BoundingBox* hint) {
    if ((lat.hemisphere != 0 && lat.negative) || (lon.hemisphere != 0 && lon.negative)) {
        throw UsageError{"The coordinates contradict themselves", typed,
                         "they have a minus and a letter for the same thing",
                         "Leave out the minus, or the letters N, S, E, W"};
    }
    const double lat_deg = with_hemisphere(lat, lat.hemisphere);
    if (lon.hemisphere != 'O')
        return checked_location(lat_deg, with_hemisphere(lon, lon.hemisphere), typed);
    const auto west = checked_location(lat_deg, -lon.degrees(), typed);
    const auto east = checked_location(lat_deg, lon.degrees(), typed);
    const bool german = hint != nullptr && hint->contains(east) && !hint->contains(west);
    return german ? east : west;
}

/// "42,5063 1,5218" and "42,5063; 1,5218": decimal commas. The same text with points, else "".
std::string with_decimal_points(std::string_view text) {
    std::string out{text};
    const auto part = out.find_first_of(" ;");
    if (part == std::string::npos || out.find('.') != std::string::npos) return {};
    if (std::count(out.begin(), out.end(), ',') != 2) return {};
    const auto first = out.find(',');
    const auto second = out.rfind(',');
    const auto is_digit = [&](std::size_t i) {
        return i < out.size() && out[i] >= '0' && out[i] <= '9';
    };
    if (first == 0 || first > part || second < part) return {};
    if (!is_digit(first - 1) || !is_digit(first + 1) || !is_digit(second - 1) ||
        !is_digit(second + 1))
        return {};
    out[first] = '.';
    out[second] = '.';
    return out;
}

}  // namespace

std::optional<Location> parse_degrees(std::string_view text, const BoundingBox* hint) {
    const auto pointed = with_decimal_points(text);
    const auto tokens = tokens_of(pointed.empty() ? text : std::string_view{pointed});
    Reader reader;
    if (!tokens || !reader.read(*tokens)) return std::nullopt;
    const Angle& a = reader.first();
    const Angle& b = reader.second();
    if ((a.hemisphere == 0) != (b.hemisphere == 0)) return std::nullopt;
    if (a.hemisphere == 0) return from_angles(a, b, text, hint);
    if (is_north_south(a.hemisphere) == is_north_south(b.hemisphere)) {
        throw UsageError{"The coordinates lack one direction", text,
                         "both letters speak of the same one",
                         "Give a latitude (N or S) and a longitude (E or W)"};
    }
    return is_north_south(a.hemisphere) ? from_angles(a, b, text, hint)
                                        : from_angles(b, a, text, hint);
}

}  // namespace konbit
