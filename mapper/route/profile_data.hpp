#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mapper/route/profile.hpp"

namespace konbit {

/// Words and what they stand for; few, so sorted and searched by halves.
template <class Value>
class WordTable {
public:
    void add(std::string word, Value value) { rows_.emplace_back(std::move(word), value); }
    void sort() {
        std::sort(rows_.begin(), rows_.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
    }
    [[nodiscard]] const Value* find(std::string_view word) const noexcept {
        const auto at =
            std::lower_bound(rows_.begin(), rows_.end(), word,
                             [](const auto& row, std::string_view key) { return row.first < key; });
        return at != rows_.end() && at->first == word ? &at->second : nullptr;
    }
    [[nodiscard]] const auto& rows() const noexcept { return rows_; }

private:
    std::vector<std::pair<std::string, Value>> rows_;
};

/// A key and the forms it comes in, made once.
struct QualifiedKey {
    explicit QualifiedKey(const std::string& word)
        : key{word},
          by_way{word + ":forward", word + ":backward"},
          conditional{word + ":conditional"},
          conditional_by_way{word + ":forward:conditional", word + ":backward:conditional"} {}
    std::string key, by_way[2], conditional, conditional_by_way[2];
};

/// What an access value lets a vehicle do.
enum class AccessMeaning : std::uint8_t { open, pushed, ends_only, closed };

enum class BarrierKind : std::uint8_t {
    pass,
    block,
    low,     ///< passed if kerb=* says that it is low
    rising,  ///< passed if it sinks into the ground (bollard=rising)
    limits   ///< passed within its limits, if one is posted
};
struct BarrierRule {
    BarrierKind kind = BarrierKind::pass;
    double delay_s = 0;
};

/// What a profile's file says; docs/routing.md explains every line.
struct Profile::Data {
    std::string name;
    RoadGraph graph = RoadGraph::drive;
    bool rough = false;
    double u_turn_s = 0;
    VehicleSize size;
    bool heeds_limits = true, heeds_maxspeed = true;

    WordTable<double> speeds, tracks, with_permission;  ///< km/h
    std::vector<std::pair<std::string, std::string>> closed_by_law;
    double pushed_kmh = 4;

    /// Whose tags are for it, the most specific first, "access" last.
    struct Keys {
        std::vector<QualifiedKey> access;  ///< hgv, motor_vehicle, vehicle, access
        std::vector<QualifiedKey> oneway;  ///< oneway:hgv, …, oneway
        bool vehicle = false;              ///< ordinary one-ways and turn rules are for it
        [[nodiscard]] bool names(std::string_view word) const noexcept;  ///< but for "access"
    };
    Keys keys, light_keys;
    double light_up_to_t = 0;  ///< up to this weight `light_keys` count; 0: never
    [[nodiscard]] const Keys& keys_for(const VehicleSize& actual) const noexcept {
        return actual.weight_t && *actual.weight_t <= light_up_to_t ? light_keys : keys;
    }
    WordTable<AccessMeaning> access_values;
    std::vector<std::pair<std::string, std::string>> against_oneway;  ///< tags that allow it

    struct Cap {
        std::string key;
        WordTable<double> kmh;  ///< 0: closed
    };
    std::vector<Cap> caps;
    std::vector<std::string> wet_halves;
    bool snow_closes = true;
    std::vector<std::string> practicability;  ///< whole keys
    bool stepping_stones = false;

    WordTable<BarrierRule> barriers;
    BarrierRule other_barrier;
    double fastest_kmh = 0;
};

/// Reads and checks a profile's file; one that is "like" another takes that from the folder.
/// DataError with file, line and column.
[[nodiscard]] Profile::Data read_profile(const std::filesystem::path& path, std::string name,
                                         const std::filesystem::path& folder);

}  // namespace konbit
