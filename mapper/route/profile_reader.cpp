// Reads a profile's YAML. Everything is checked here, so that evaluation need not.
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <cmath>

#include "mapper/meaning/rule_yaml.hpp"
#include "mapper/route/profile_data.hpp"

namespace konbit {
namespace {

constexpr double kMostKmh = 200;
constexpr double kMostSeconds = 86'400;
constexpr std::size_t kMostWords = 1'000;  // of one list: evaluation walks over some

class ProfileReader {
public:
    ProfileReader(const std::filesystem::path& path, Profile::Data& into)
        : yaml_{path, "profile"}, root_{yaml_.root()}, data_{into} {}

    /// The profile whose lines count where this one is silent; "" if there is none.
    std::string like() const {
        yaml_.expect_keys(root_, {"like",           "graph",
                                  "rough",          "u_turn_s",
                                  "size",           "heeds_limits",
                                  "heeds_maxspeed", "speeds",
                                  "tracks",         "with_permission",
                                  "closed_by_law",  "pushed_kmh",
                                  "access_keys",    "light",
                                  "open",           "pushed",
                                  "ends_only",      "closed",
                                  "against_oneway", "caps",
                                  "wet_halves",     "snow",
                                  "practicability", "stepping_stones",
                                  "barriers"});
        if (!root_["like"]) return {};
        const auto base = yaml_.text(root_["like"]);
        if (base.empty() || base.find('/') != std::string::npos) fail_like("is no profile's name");
        return base;
    }
    [[noreturn]] void fail_like(std::string_view why) const {
        yaml_.fail(root_["like"], fmt::format("'{}' {}", root_["like"].Scalar(), why),
                   "Name one that came with the program: foot, bicycle, car, 4x4, truck.");
    }

    void read() {
        read_vehicle();
        read_speeds();
        read_access();
        read_ground();
        read_barriers();
        finish();
    }
    void expect_complete() const {
        for (const char* key : {"graph", "rough", "u_turn_s", "speeds", "access_keys", "open",
                                "ends_only", "closed", "barriers"}) {
            if (root_[key]) continue;
            yaml_.fail(root_, fmt::format("'{}' is missing", key),
                       "Add it, or begin with a line such as \"like: truck\".");
        }
    }

private:
    double number(const YAML::Node& node, double least, double most) const {
        const std::string text = yaml_.text(node);
        double value = 0;
        const auto end = text.data() + text.size();
        const auto parsed = std::from_chars(text.data(), end, value);
        if (parsed.ec != std::errc{} || parsed.ptr != end || !std::isfinite(value)) {
            yaml_.fail(node, fmt::format("\"{}\" is no number", text), "Write one such as 4.5.");
        }
        if (value < least || value > most) {
            yaml_.fail(node, fmt::format("{} is out of bounds", text),
                       fmt::format("Use {:g} to {:g}.", least, most));
        }
        return value;
    }
    double speed(const YAML::Node& node) const { return number(node, 0.1, kMostKmh); }

    std::vector<std::string> words(const YAML::Node& node) const {
        if (node.IsSequence() && node.size() == 0) return {};
        auto found = yaml_.texts(node);
        if (found.size() > kMostWords) yaml_.fail(node, "the list is too long", "Shorten it.");
        return found;
    }
    template <class Read>
    auto table(const YAML::Node& map, Read read) const {
        yaml_.expect_map(map);
        if (map.size() > kMostWords) yaml_.fail(map, "the table is too long", "Shorten it.");
        WordTable<decltype(read(map))> found;
        for (const auto& row : map) found.add(yaml_.text(row.first), read(row.second));
        found.sort();
        return found;
    }
    auto speed_table(const YAML::Node& map) const {
        return table(map, [&](const YAML::Node& node) { return speed(node); });
    }
    std::vector<std::pair<std::string, std::string>> tag_list(const YAML::Node& node) const {
        std::vector<std::pair<std::string, std::string>> tags;
        for (const std::string& word : words(node)) {
            const auto equals = word.find('=');
            if (equals == std::string::npos || equals == 0 || equals + 1 == word.size()) {
                yaml_.fail(node, fmt::format("\"{}\" is no tag", word), "Write key=value.");
            }
            tags.emplace_back(word.substr(0, equals), word.substr(equals + 1));
        }
        return tags;
    }

    void read_size(const YAML::Node& map) {
        yaml_.expect_keys(map, {"height_m", "width_m", "length_m", "weight_t", "axle_load_t"});
        const auto read = [&](const char* key, std::optional<double>& into, double most) {
            if (map[key]) into = number(map[key], 0.01, most);
        };
        read("height_m", data_.size.height_m, 100);
        read("width_m", data_.size.width_m, 100);
        read("length_m", data_.size.length_m, 100);
        read("weight_t", data_.size.weight_t, 1000);
        read("axle_load_t", data_.size.axle_load_t, 1000);
    }

    void read_vehicle() {
        if (const auto node = root_["graph"]) {
            const auto word = yaml_.text(node);
            if (word != "drive" && word != "walk") {
                yaml_.fail(node, fmt::format("\"{}\" is no graph", word), "Write drive or walk.");
            }
            data_.graph = word == "drive" ? RoadGraph::drive : RoadGraph::walk;
        }
        read_flag("rough", data_.rough);
        read_flag("heeds_limits", data_.heeds_limits);
        read_flag("heeds_maxspeed", data_.heeds_maxspeed);
        read_flag("stepping_stones", data_.stepping_stones);
        if (root_["u_turn_s"]) data_.u_turn_s = number(root_["u_turn_s"], 0, kMostSeconds);
        if (root_["size"]) read_size(root_["size"]);
    }
    void read_flag(const char* key, bool& into) const {
        if (root_[key]) into = yaml_.yes_or_no(root_[key]);
    }

    void read_speeds() {
        if (root_["speeds"]) data_.speeds = speed_table(root_["speeds"]);
        if (root_["tracks"]) data_.tracks = speed_table(root_["tracks"]);
        if (root_["with_permission"]) data_.with_permission = speed_table(root_["with_permission"]);
        if (root_["closed_by_law"]) data_.closed_by_law = tag_list(root_["closed_by_law"]);
        if (root_["pushed_kmh"]) data_.pushed_kmh = speed(root_["pushed_kmh"]);
    }

    Profile::Data::Keys keys(const YAML::Node& node) const {
        Profile::Data::Keys found;
        for (const std::string& word : words(node)) {
            found.access.emplace_back(word);
            if (word != "access") found.oneway.emplace_back("oneway:" + word);
            found.vehicle = found.vehicle || word == "vehicle";
        }
        if (found.access.empty() || found.access.back().key != "access") {
            yaml_.fail(node, "the last key is not access", "End the list with access.");
        }
        if (found.access.size() > 8) yaml_.fail(node, "there are over 8 keys", "Take some out.");
        if (found.vehicle) found.oneway.emplace_back("oneway");
        return found;
    }

    void read_access() {
        if (root_["access_keys"]) data_.keys = keys(root_["access_keys"]);
        if (const auto light = root_["light"]) {
            yaml_.expect_keys(light, {"up_to_t", "keys"});
            if (!light["up_to_t"] || !light["keys"]) {
                yaml_.fail(light, "'up_to_t' or 'keys' is missing", "Write both.");
            }
            data_.light_up_to_t = number(light["up_to_t"], 0, 1000);
            data_.light_keys = keys(light["keys"]);
        }
        read_values();
        if (root_["against_oneway"]) data_.against_oneway = tag_list(root_["against_oneway"]);
    }
    /// The four lists of values are one table; a file that writes any of them replaces that list.
    void read_values() {
        constexpr std::pair<const char*, AccessMeaning> kLists[]{
            {"open", AccessMeaning::open},
            {"pushed", AccessMeaning::pushed},
            {"ends_only", AccessMeaning::ends_only},
            {"closed", AccessMeaning::closed}};
        WordTable<AccessMeaning> values;
        for (const auto& [list, meaning] : kLists) {
            if (!root_[list]) {
                for (const auto& [word, old] : data_.access_values.rows()) {
                    if (old == meaning && values.find(word) == nullptr) values.add(word, meaning);
                }
                continue;
            }
            for (const std::string& word : words(root_[list])) values.add(word, meaning);
        }
        values.sort();
        const auto& rows = values.rows();
        for (std::size_t i = 1; i < rows.size(); ++i) {
            if (rows[i].first != rows[i - 1].first) continue;
            yaml_.fail(root_, fmt::format("access value '{}' is in two lists", rows[i].first),
                       "Leave it in one of open, pushed, ends_only, closed.");
        }
        data_.access_values = std::move(values);
    }

    void read_ground() {
        if (const auto caps = root_["caps"]) {
            yaml_.expect_map(caps);
            data_.caps.clear();
            for (const auto& row : caps) {
                data_.caps.push_back({yaml_.text(row.first), cap_table(row.second)});
            }
            if (data_.caps.size() > 16) yaml_.fail(caps, "there are over 16 keys", "Drop some.");
        }
        if (root_["wet_halves"]) data_.wet_halves = words(root_["wet_halves"]);
        if (const auto snow = root_["snow"]) {
            const auto word = yaml_.text(snow);
            if (word != "closed" && word != "slow") {
                yaml_.fail(snow, fmt::format("\"{}\" is unknown", word), "Write closed or slow.");
            }
            data_.snow_closes = word == "closed";
        }
        if (root_["practicability"]) {
            data_.practicability = words(root_["practicability"]);
            for (std::string& word : data_.practicability) word = "practicability:" + word;
        }
    }
    WordTable<double> cap_table(const YAML::Node& map) const {
        return table(map, [&](const YAML::Node& node) {
            return yaml_.text(node) == "closed" ? 0.0 : speed(node);
        });
    }

    BarrierRule barrier(const YAML::Node& node) const {
        const std::string word = yaml_.text(node);
        if (word == "pass") return {BarrierKind::pass};
        if (word == "block") return {BarrierKind::block};
        if (word == "low") return {BarrierKind::low};
        if (word == "rising") return {BarrierKind::rising};
        if (word == "limits") return {BarrierKind::limits};
        if (word.empty() || word[0] < '0' || word[0] > '9') {
            yaml_.fail(node, fmt::format("\"{}\" does not say how a barrier is passed", word),
                       "Write pass, block, low, rising, limits or a number of seconds.");
        }
        return {BarrierKind::pass, number(node, 0, kMostSeconds)};
    }
    void read_barriers() {
        const auto map = root_["barriers"];
        if (!map) return;
        data_.barriers = table(map, [&](const YAML::Node& node) { return barrier(node); });
        const BarrierRule* other = data_.barriers.find("other");
        if (other == nullptr) yaml_.fail(map, "'other' is missing", "Add other: block.");
        data_.other_barrier = *other;
    }

    void finish() {
        data_.fastest_kmh = data_.pushed_kmh;
        for (const auto* table : {&data_.speeds, &data_.tracks, &data_.with_permission}) {
            for (const auto& [word, kmh] : table->rows()) {
                data_.fastest_kmh = std::max(data_.fastest_kmh, kmh);
            }
        }
    }

    RuleYaml yaml_;
    const YAML::Node& root_;
    Profile::Data& data_;
};

}  // namespace

bool Profile::Data::Keys::names(std::string_view word) const noexcept {
    if (word == "access") return false;
    return std::any_of(access.begin(), access.end(),
                       [&](const QualifiedKey& key) { return key.key == word; });
}

Profile::Data read_profile(const std::filesystem::path& path, std::string name,
                           const std::filesystem::path& folder) {
    Profile::Data data;
    ProfileReader reader{path, data};
    const std::string base = reader.like();
    if (base.empty()) {
        reader.expect_complete();
    } else {
        const auto file = folder / (base + ".yaml");
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(file, ignored)) reader.fail_like("is not there");
        ProfileReader model{file, data};
        if (!model.like().empty()) reader.fail_like("is itself like another one");
        model.expect_complete();
        model.read();
    }
    reader.read();
    data.name = std::move(name);
    return data;
}

}  // namespace konbit
