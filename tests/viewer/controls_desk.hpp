#pragma once

#include <optional>
#include <string>

#include "mapper/query/map.hpp"
#include "render/viewer/controls.hpp"
#include "tests/support/test_map.hpp"

namespace konbit::test {

/// A little town with an earthquake after its data, and a person at the controls.
class Desk {
public:
    static constexpr UnixSeconds kMade = 1'700'000'000;
    static constexpr UnixSeconds kQuake = kMade + 3 * 86'400;

    explicit Desk(int width = 1366, int height = 768, double text_scale = 1)
        : map{open()},
          style{Style::find(KONBIT_SOURCE_DIR "/render/style/styles", "humanitarian")},
          controls{map, style, width, height, device_folder()} {
        view.center = location_from_degrees(-73.0, 19.1);
        view.zoom = 16;
        view.now = kQuake + 9 * 3'600;
        view.text_scale = text_scale;
        controls.set_view(view);
    }

    /// Presses and lets go of the control that says so; false if there is none.
    bool click(std::string_view words) {
        const auto at = controls.find_control(words);
        if (!at) return false;
        InputEvent event;
        event.x = static_cast<int>(at->x);
        event.y = static_cast<int>(at->y);
        event.kind = InputEvent::Kind::press;
        controls.handle(event);
        event.kind = InputEvent::Kind::release;
        return controls.handle(event);
    }
    bool key(Key key, char character = 0, bool shift = false) {
        InputEvent event;
        event.kind = InputEvent::Kind::key;
        event.key = key;
        event.character = character;
        event.shift = shift;
        return controls.handle(event);
    }
    bool type(std::string text) {
        InputEvent event;
        event.kind = InputEvent::Kind::text;
        event.text = std::move(text);
        return controls.handle(event);
    }
    /// As a keyboard does it: the key, then its text.
    void letter(char c) {
        key(Key::character, c);
        type(std::string(1, c));
    }
    template <class Wanted>
    std::optional<Wanted> action() {
        std::optional<Wanted> found;
        for (auto& action : controls.take_actions()) {
            if (auto* wanted = std::get_if<Wanted>(&action)) found = std::move(*wanted);
        }
        return found;
    }
    [[nodiscard]] std::string shown() const { return controls.describe(); }
    /// Presses the map there, as near as a finger does at this zoom.
    void press_map(double lat, double lon) {
        controls.clicked(location_from_degrees(lon, lat), 0.5);
    }
    bool ctrl(char character) {
        InputEvent event;
        event.kind = InputEvent::Kind::key;
        event.key = Key::character;
        event.character = character;
        event.ctrl = true;
        return controls.handle(event);
    }
    [[nodiscard]] std::filesystem::path device_folder() const { return drawn.folder() / "device"; }
    [[nodiscard]] UnixSeconds now() const { return kQuake + 9 * 3'600 + later_s; }
    void time_passes(UnixSeconds seconds) {
        later_s += seconds;
        view.now = now();
        map.refresh();
        controls.set_view(view);
    }
    /// Every entry of the map's journal, in the order they came.
    [[nodiscard]] std::vector<Entry> journal() const {
        std::vector<Entry> entries;
        map.journal_to_read().for_each(0, [&](const Entry& e) { entries.push_back(e); });
        return entries;
    }
    [[nodiscard]] Report last_report() const {
        const auto entries = journal();
        return std::get<Report>(entries.back().payload);
    }
    /// What somebody else wrote on another laptop comes on a stick.
    std::vector<EntryId> arrives(std::span<const NewEntry> entries) {
        const TestFolder other;
        auto writes = Journal::open({.map_folder = other.path(),
                                     .mode = Journal::Mode::write,
                                     .device_folder = drawn.folder() / "their device",
                                     .vfs = {}});
        const auto ids = writes.append(entries, now());
        std::vector<RawEntry> raw;
        writes.for_each_raw([&](const RawEntry& entry) { raw.push_back(entry); });
        std::size_t at = 0;
        map.journal().merge(
            [&]() -> std::optional<RawEntry> {
                if (at == raw.size()) return std::nullopt;
                return raw[at++];
            },
            "stick");
        map.refresh();
        controls.reports_changed();
        return ids;
    }
    EntryId arrives(Report report) {
        const NewEntry entry{
            .kind = EntryKind::report, .audience = Audience::team, .payload = std::move(report)};
        return arrives(std::span{&entry, 1}).front();
    }

private:
    Map open() {
        drawn.data_timestamp(kMade)
            .square(10, 19.1005, -73.0005, 30,
                    {{"building", "school"},
                     {"amenity", "school"},
                     {"emergency:social_facility", "shelter"},
                     {"emergency:social_facility:capacity", "400"},
                     {"name", "Lekòl Nasyonal"},
                     {"name:fr", "École Nationale"}})
            .square(11, 19.1010, -73.0020, 30,
                    {{"building", "yes"}, {"social_facility", "shelter"}, {"name", "ملجأ السلام"}})
            .square(12, 19.0990, -73.0010, 40,
                    {{"building", "church"}, {"amenity", "place_of_worship"}, {"name", "Legliz"}})
            .square(13, 19.0995, -72.9990, 15, {{"building", "collapsed"}})
            .square(14, 19.1020, -72.9970, 15, {{"building", "yes"}})
            .square(15, 19.0980, -72.9980, 20,
                    {{"building", "yes"},
                     {"amenity", "social_facility"},
                     {"social_facility", "shelter"},
                     {"social_facility:for", "abused_women"},
                     {"name", "Kay Mari"}})
            .line(20, {{19.0985, -73.004}, {19.0985, -72.996}},
                  {{"highway", "residential"}, {"name", "Ri Kapwa"}})
            .line(21, {{19.1030, -73.001}, {19.1030, -72.999}},
                  {{"highway", "tertiary"}, {"status", "impassable"}})
            .node(30, 19.1001, -73.0001, {{"place", "square"}, {"name", "Plas Sen Jan"}});
        Map::Options options{.folder = drawn.write(),
                             .rules_folder = KONBIT_SOURCE_DIR "/mapper/meaning/rules",
                             .progress = {}};
        options.clock = [this] { return kQuake + 9 * 3'600 + later_s; };
        options.device_folder = device_folder();
        options.profiles_folder = KONBIT_SOURCE_DIR "/mapper/route/profiles";
        auto opened = Map::open(options);
        opened.set_event({.kind = "earthquake", .at = kQuake, .glide = {}});
        return opened;
    }

public:
    UnixSeconds later_s = 0;
    DrawnMap drawn;
    Map map;
    Style style;
    Controls controls;
    ViewState view;
};

}  // namespace konbit::test
