#include "tests/style/color_vision.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace konbit {
namespace {

using Row = std::array<double, 3>;
using Matrix = std::array<Row, 3>;

constexpr Matrix kDeuteranopia{Row{.367322, .860646, -.227968}, Row{.280085, .672501, .047413},
                               Row{-.011820, .042940, .968881}};
constexpr Matrix kProtanopia{Row{.152286, 1.052583, -.204868}, Row{.114503, .786281, .099216},
                             Row{-.003882, -.048116, 1.051998}};
constexpr Matrix kToXyz{Row{.4124564, .3575761, .1804375}, Row{.2126729, .7151522, .0721750},
                        Row{.0193339, .1191920, .9503041}};

Row linear(Color color) {
    const auto one = [](std::uint8_t value) {
        const double c = value / 255.0;
        return c <= .04045 ? c / 12.92 : std::pow((c + .055) / 1.055, 2.4);
    };
    return {one(color.r), one(color.g), one(color.b)};
}

double dot(const Row& a, const Row& b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Row times(const Matrix& m, const Row& v) {
    return {dot(m[0], v), dot(m[1], v), dot(m[2], v)};
}

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

double hue(double a, double b) {
    const double h = std::atan2(b, a) * 180 / std::numbers::pi;
    return h < 0 ? h + 360 : h;
}

double mean_hue(double h1, double h2, bool grey) {
    if (grey) return h1 + h2;
    if (std::abs(h1 - h2) <= 180) return (h1 + h2) / 2;
    return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
}

}  // namespace

double contrast(Color a, Color b) {
    double x = dot(kToXyz[1], linear(a));
    double y = dot(kToXyz[1], linear(b));
    if (x < y) std::swap(x, y);
    return (x + .05) / (y + .05);
}

Lab seen_as(Color color, Vision vision) {
    Row light = linear(color);
    if (vision != Vision::full) {
        light = times(vision == Vision::deuteranopia ? kDeuteranopia : kProtanopia, light);
        for (double& c : light) c = std::clamp(c, 0.0, 1.0);
    }
    const Row xyz = times(kToXyz, light);
    const auto f = [](double t) { return t > .008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f(xyz[0] / .95047);
    const double y = f(xyz[1]);
    const double z = f(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(Lab p, Lab q) {
    const auto seventh = [](double c) {
        return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25, 7)));
    };
    const double mean_chroma = (std::hypot(p.a, p.b) + std::hypot(q.a, q.b)) / 2;
    const double stretch = 1 + .5 * (1 - seventh(mean_chroma));
    const double c1 = std::hypot(p.a * stretch, p.b);
    const double c2 = std::hypot(q.a * stretch, q.b);
    const double h1 = hue(p.a * stretch, p.b);
    const double h2 = hue(q.a * stretch, q.b);
    const bool grey = c1 * c2 == 0;
    double turn = grey ? 0 : h2 - h1;
    if (turn > 180) turn -= 360;
    if (turn < -180) turn += 360;
    const double dl = q.l - p.l;
    const double dc = c2 - c1;
    const double dh = 2 * std::sqrt(c1 * c2) * std::sin(radians(turn / 2));
    const double l = (p.l + q.l) / 2;
    const double c = (c1 + c2) / 2;
    const double h = mean_hue(h1, h2, grey);
    const double t = 1 - .17 * std::cos(radians(h - 30)) + .24 * std::cos(radians(2 * h)) +
                     .32 * std::cos(radians(3 * h + 6)) - .2 * std::cos(radians(4 * h - 63));
    const double sl = 1 + .015 * (l - 50) * (l - 50) / std::sqrt(20 + (l - 50) * (l - 50));
    const double sc = 1 + .045 * c;
    const double sh = 1 + .015 * c * t;
    const double bend = 60 * std::exp(-((h - 275) / 25) * ((h - 275) / 25));
    const double rt = -2 * seventh(c) * std::sin(radians(bend));
    return std::sqrt(dl / sl * dl / sl + dc / sc * dc / sc + dh / sh * dh / sh +
                     rt * dc / sc * dh / sh);
}

}  // namespace konbit
