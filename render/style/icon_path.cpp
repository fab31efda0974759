#include "render/style/icon_path.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>

namespace konbit {
namespace {

using Point = Icon::Point;
using Verb = Icon::Verb;

/// One pass over the notation; stops at the first thing it does not understand.
class PathReader {
public:
    PathReader(std::string_view notation, Icon::Part& part) : rest_{notation}, part_{part} {}

    bool read() {
        for (skip(); !rest_.empty(); skip()) {
            if (std::isalpha(static_cast<unsigned char>(rest_.front())) != 0) {
                command_ = rest_.front();
                rest_.remove_prefix(1);
            } else if (command_ == 'M' || command_ == 'm') {
                command_ = command_ == 'M' ? 'L' : 'l';  // more points after a move are lines
            }
            if (!read_command()) return false;
        }
        return true;
    }

private:
    void skip() noexcept {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == ',')) {
            rest_.remove_prefix(1);
        }
    }

    template <std::size_t N>
    std::optional<std::array<float, N>> numbers() {
        std::array<float, N> read{};
        for (float& number : read) {
            skip();
            const char* const end = rest_.data() + rest_.size();
            const auto [next, error] = std::from_chars(rest_.data(), end, number);
            if (error != std::errc{}) return std::nullopt;
            rest_.remove_prefix(static_cast<std::size_t>(next - rest_.data()));
        }
        return read;
    }

    [[nodiscard]] bool relative() const noexcept {
        return std::islower(static_cast<unsigned char>(command_)) != 0;
    }
    [[nodiscard]] Point place(float x, float y) const noexcept {
        return relative() ? Point{at_.x + x, at_.y + y} : Point{x, y};
    }
    void to(Verb verb, Point point) {
        part_.verbs.push_back(verb);
        part_.points.push_back(point);
        at_ = point;
        handle_ = point;
    }
    void curve(Point a, Point b, Point end) {
        part_.verbs.push_back(Verb::cubic);
        part_.points.insert(part_.points.end(), {a, b, end});
        at_ = end;
        handle_ = b;
    }

    bool read_command() {
        switch (std::toupper(static_cast<unsigned char>(command_))) {
            case 'M':
            case 'L':
                return read_point();
            case 'H':
                return read_straight(true);
            case 'V':
                return read_straight(false);
            case 'C':
                return read_cubic();
            case 'S':
                return read_smooth();
            case 'A':
                return read_arc();
            case 'Z':
                part_.verbs.push_back(Verb::close);
                at_ = start_;
                command_ = 0;  // a number may not follow
                return true;
            default:
                return false;
        }
    }

    bool read_point() {
        const auto n = numbers<2>();
        if (!n) return false;
        const bool move = command_ == 'M' || command_ == 'm';
        to(move ? Verb::move : Verb::line, place((*n)[0], (*n)[1]));
        if (move) start_ = at_;
        return true;
    }

    bool read_straight(bool across) {
        const auto n = numbers<1>();
        if (!n) return false;
        const float from = relative() ? (across ? at_.x : at_.y) : 0;
        const float value = from + (*n)[0];
        to(Verb::line, across ? Point{value, at_.y} : Point{at_.x, value});
        return true;
    }

    bool read_cubic() {
        const auto n = numbers<6>();
        if (!n) return false;
        curve(place((*n)[0], (*n)[1]), place((*n)[2], (*n)[3]), place((*n)[4], (*n)[5]));
        return true;
    }

    bool read_smooth() {
        const auto n = numbers<4>();
        if (!n) return false;
        const Point mirrored{2 * at_.x - handle_.x, 2 * at_.y - handle_.y};
        curve(mirrored, place((*n)[0], (*n)[1]), place((*n)[2], (*n)[3]));
        return true;
    }

    bool read_arc() {
        const auto radius = numbers<3>();  // the third turns an ellipse: ours are circles
        const auto flags = radius ? numbers<2>() : std::nullopt;
        const auto end = flags ? numbers<2>() : std::nullopt;
        if (!end || (*radius)[0] <= 0) return false;
        add_arc(place((*end)[0], (*end)[1]), (*radius)[0], (*flags)[0] != 0, (*flags)[1] != 0);
        return true;
    }

    /// A circle's arc as cubics of at most a quarter turn each.
    void add_arc(Point end, double radius, bool large, bool clockwise) {
        const double dx = (double{end.x} - at_.x) / 2;
        const double dy = (double{end.y} - at_.y) / 2;
        const double half = std::hypot(dx, dy);
        if (half == 0) return;
        radius = std::max(radius, half);
        const double off = std::sqrt(std::max(0.0, radius * radius - half * half)) / half *
                           (large == clockwise ? -1 : 1);
        const double cx = at_.x + dx - off * dy;
        const double cy = at_.y + dy + off * dx;
        const double from = std::atan2(at_.y - cy, at_.x - cx);
        double turn = std::atan2(end.y - cy, end.x - cx) - from;
        if (clockwise && turn <= 0) turn += 2 * std::numbers::pi;
        if (!clockwise && turn >= 0) turn -= 2 * std::numbers::pi;
        const int steps = static_cast<int>(std::ceil(std::abs(turn) / (std::numbers::pi / 2)));
        const double step = turn / steps;
        const double reach = 4.0 / 3.0 * std::tan(step / 4) * radius;
        const auto on_circle = [&](double angle, double along) {
            return Point{
                static_cast<float>(cx + radius * std::cos(angle) - along * std::sin(angle)),
                static_cast<float>(cy + radius * std::sin(angle) + along * std::cos(angle))};
        };
        for (int i = 0; i < steps; ++i) {
            const double a = from + step * i;
            const Point last = i + 1 == steps ? end : on_circle(a + step, 0);
            curve(on_circle(a, reach), on_circle(a + step, -reach), last);
        }
    }

    std::string_view rest_;
    Icon::Part& part_;
    char command_ = 0;
    Point at_, start_, handle_;
};

}  // namespace

bool add_icon_path(std::string_view notation, Icon::Part& part) {
    return PathReader{notation, part}.read();
}

}  // namespace konbit
