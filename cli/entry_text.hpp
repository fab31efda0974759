#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mapper/journal/device.hpp"
#include "mapper/query/map.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {

// How entries, reports and conditions read to a person. Texts of people go in as they are: print
// them through `plain`.

/// What a report says: "blocked", "severe, blocked", "full, 120 people", "water for 200 people".
[[nodiscard]] std::string says_text(const Report& report);
/// "Pon Bèl Rivyè (way/72000031)", "way/72000031"; names of refuges are left out.
[[nodiscard]] std::string thing_text(const Map& map, ObjectId id);
/// What a report is about: a thing, a stretch of it, or a place.
[[nodiscard]] std::string about_text(const Map& map, const Report& report);
/// All of an entry in one line, without its id, its author and its time.
[[nodiscard]] std::string entry_text(const Map& map, const Entry& entry);
/// "disputed", "unverified", "to recheck", "good news waits", "corrected".
[[nodiscard]] std::vector<std::string> doubt_words(const Doubt& doubt);
/// "blocked · confirmed · disputed".
[[nodiscard]] std::string condition_text(const Condition& condition);
/// "passability", "damage", "shelter".
[[nodiscard]] std::string_view matter_word(Matter matter) noexcept;
/// "For the team only.", "For the team and its partners.", "For everybody."
[[nodiscard]] std::string_view audience_line(Audience audience) noexcept;

/// This laptop's key; nullopt as long as it has written nothing.
[[nodiscard]] std::optional<DeviceKey> own_device();

/// The devices of a map as people know them.
class DeviceNames {
public:
    explicit DeviceNames(const Map& map);
    /// "this laptop", "Marie's laptop", or the first digits of its key.
    [[nodiscard]] std::string operator()(const DeviceKey& device) const;
    [[nodiscard]] const std::optional<DeviceKey>& own() const noexcept { return own_; }
    [[nodiscard]] const Team& team() const noexcept { return team_; }

private:
    std::optional<DeviceKey> own_;  ///< nullopt: this laptop has no key yet
    Team team_;
};

}  // namespace konbit
