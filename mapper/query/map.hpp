#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/journal/journal.hpp"
#include "mapper/meaning/meaning.hpp"
#include "mapper/model/time.hpp"
#include "mapper/situation/situation.hpp"
#include "mapper/store/base_map.hpp"

namespace konbit {

class RoadNetwork;  // mapper/network/road_network.hpp

/// The disaster, as set by `konbit event`: an entry of the journal.
using DisasterEvent = EventNote;

/// Progress of long work: done and total in any one unit (total 0: not known).
using Progress =
    std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)>;

/// An open map folder: base.map, derived/ (rebuilt when missing, damaged or made by other rules)
/// and the journal. What every question starts from. Safe to use from several threads.
class Map {
public:
    struct Options {
        std::filesystem::path folder;        ///< NAME.konbit
        std::filesystem::path rules_folder;  ///< of mapper/meaning
        Progress progress;                   ///< told when derived/ has to be rebuilt; may be empty
        std::optional<UnixSeconds> as_of{};     ///< answers as of then; nullopt: as of the clock
        std::function<UnixSeconds()> clock{};   ///< empty: the system's
        std::filesystem::path device_folder{};  ///< of the journal; "": the user's
        /// Of mapper/route; "": beside the rules ("profiles").
        std::filesystem::path profiles_folder{};
    };
    [[nodiscard]] static Map open(const Options& options);
    ~Map();
    Map(Map&&) noexcept;
    Map& operator=(Map&&) noexcept;

    [[nodiscard]] const BaseMap& base() const noexcept;
    [[nodiscard]] const Meaning& meaning() const;  ///< loaded on first use (YAML is slow)
    /// Newest last, none from after the moment asked. Stays valid as long as the map is open.
    [[nodiscard]] const std::vector<DisasterEvent>& events() const;
    /// The roads of the map: `derived/roads.idx`, built first where it is missing, damaged or stale.
    /// Hold the pointer while reading.
    [[nodiscard]] std::shared_ptr<const RoadNetwork> roads() const;
    [[nodiscard]] std::filesystem::path profiles_folder() const;
    /// Where files of derived/ may be written, for metrics; nullopt: nowhere.
    [[nodiscard]] std::optional<std::filesystem::path> derived_folder() const;
    // ---- the journal and the situation it makes with base.map (see situation.hpp)
    /// The moment that answers speak of.
    [[nodiscard]] UnixSeconds as_of() const;
    /// Adds entries and takes them into the situation at once; durable when it returns. DataError:
    /// nothing was added.
    std::vector<EntryId> add(std::span<const NewEntry> entries);
    EntryId add(const NewEntry& entry);
    EntryId redact(const EntryId& entry, std::string_view reason);
    /// For merging and bundles; opened for writing on first use. Call `refresh` afterwards.
    [[nodiscard]] Journal& journal() const;
    /// The same for reading only; an empty one where there is none.
    [[nodiscard]] const Journal& journal_to_read() const;
    /// Takes in what this and other processes added since; true if answers may differ. Cheap when
    /// nothing did: a window calls it again and again.
    bool refresh();
    /// Runs `read` on the situation while nobody changes it. It may ask `events` and `as_of`, no
    /// other question of the map.
    void with_situation(const std::function<void(const Situation&)>& read) const;
    /// The same as those see it who may see this much: reports for fewer people are as if they had
    /// never been made.
    void with_situation(Audience audience,
                        const std::function<void(const Situation&)>& read) const;

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
