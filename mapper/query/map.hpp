#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/meaning/meaning.hpp"
#include "mapper/model/time.hpp"
#include "mapper/store/base_map.hpp"

namespace konbit {

/// The disaster, as set by `konbit event`. Kept in the map's `event.json` until the journal
/// holds it as an entry.
struct DisasterEvent {
    std::string kind;  ///< "earthquake", "flood", …
    UnixSeconds at = 0;
    std::string glide;  ///< GLIDE number, "" if none
    bool operator==(const DisasterEvent&) const = default;
};

/// Progress of long work: done and total in any one unit (total 0: not known).
using Progress =
    std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)>;

/// An open map folder: base.map, derived/ (rebuilt when missing, damaged or made by other rules)
/// and the events. What every question starts from.
class Map {
public:
    struct Options {
        std::filesystem::path folder;        ///< NAME.konbit
        std::filesystem::path rules_folder;  ///< of mapper/meaning
        Progress progress;                   ///< told when derived/ has to be rebuilt; may be empty
    };
    [[nodiscard]] static Map open(const Options& options);
    ~Map();
    Map(Map&&) noexcept;
    Map& operator=(Map&&) noexcept;

    [[nodiscard]] const BaseMap& base() const noexcept;
    [[nodiscard]] const Meaning& meaning() const;  ///< loaded on first use (YAML is slow)
    [[nodiscard]] const std::vector<DisasterEvent>& events() const;  ///< newest last
    /// Adds or replaces (same kind and time); atomic, durable.
    void set_event(const DisasterEvent& event);
    /// Takes one back that was set by mistake; false if none of this kind and time is set.
    bool remove_event(std::string_view kind, UnixSeconds at);
    /// The newest event if the map's data are older than it: its answers must say so.
    [[nodiscard]] std::optional<DisasterEvent> made_before() const;

    /// Builds derived/ anew if it is missing, stale or damaged; true if it had to. `import` calls
    /// it. Where the map's folder is read-only, the files go into a folder for temporary files, and
    /// `notices` says so.
    bool ensure_derived();
    /// What a person should know besides the answer, as whole lines; commands print them to stderr.
    [[nodiscard]] std::vector<std::string> notices() const;

    struct Impl;  ///< for the other files of mapper/query
    [[nodiscard]] Impl& impl() const noexcept { return *impl_; }

private:
    explicit Map(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
