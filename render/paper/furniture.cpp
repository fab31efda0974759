#include "render/paper/furniture.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "mapper/query/text.hpp"

namespace konbit {
namespace {

struct CalendarTime {
    std::string year, day_and_month, time_of_day;
};

/// "2026", "9 Mar", "16:53".
CalendarTime calendar_time(UnixSeconds time) {
    static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto iso = to_iso8601(time);
    if (iso.size() != 20) return {{}, iso, {}};  // years beyond four digits
    const auto month = static_cast<std::size_t>(std::stoi(iso.substr(5, 2)) - 1) % 12;
    return {iso.substr(0, 4), fmt::format("{} {}", std::stoi(iso.substr(8, 2)), kMonths[month]),
            iso.substr(11, 5)};
}

std::string day_text(UnixSeconds time) {
    const auto at = calendar_time(time);
    return at.year.empty() ? at.day_and_month : at.day_and_month + " " + at.year;
}

const DisasterEvent* newest_event(const Map& map) {
    const auto& events = map.events();
    return events.empty() ? nullptr : &events.back();
}

}  // namespace

ScaleBar scale_bar(double metres_per_px, double most_px) {
    const double most_m = metres_per_px * most_px;
    if (!(metres_per_px > 0) || !std::isfinite(most_m) || most_m <= 0) return {};
    const double power = std::pow(10, std::floor(std::log10(most_m)));
    double metres = power;
    for (const double step : {2.0, 5.0, 10.0}) {
        if (step * power <= most_m * (1 + 1e-9)) metres = step * power;
    }
    const auto text =
        metres >= 1000 ? count_text(static_cast<std::uint64_t>(std::llround(metres / 1000))) + " km"
        : metres >= 1  ? fmt::format("{:.0f} m", metres)
                       : fmt::format("{:.0f} cm", metres * 100);
    return {metres, metres / metres_per_px, text};
}

std::string data_age_text(const Map& map, UnixSeconds now) {
    const auto made = map.base().data_timestamp();
    if (made == 0) return "Map data of an unknown day (age not known)";
    const auto data = "Map data of " + day_text(made);
    if (const auto* event = newest_event(map)) {
        const auto apart = event->at - made;
        return fmt::format("{}, {} {} the {}", data, duration_text(apart),
                           apart >= 0 ? "before" : "after", words_text(event->kind));
    }
    if (made > now) return data + ", later than this computer's clock";
    return fmt::format("{}, {} old", data, duration_text(now - made));
}

std::string event_text(const Map& map, UnixSeconds now) {
    const auto* event = newest_event(map);
    if (event == nullptr) return {};
    auto kind = words_text(event->kind);
    if (!kind.empty() && kind[0] >= 'a' && kind[0] <= 'z')
        kind[0] = static_cast<char>(kind[0] - 32);
    const auto at = calendar_time(event->at);
    const bool this_year = at.year == calendar_time(now).year;
    const auto age = now - event->at;
    return fmt::format("{} · {}{} {} UTC · {} {}", kind, at.day_and_month,
                       this_year ? "" : " " + at.year, at.time_of_day, duration_text(age),
                       age >= 0 ? "ago" : "ahead");
}

}  // namespace konbit
