#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/journal/device.hpp"
#include "mapper/journal/entry.hpp"
#include "mapper/model/error.hpp"

namespace konbit {

/// An entry as it is stored and travels: bytes, checked against each other.
struct RawEntry {
    EntryId id;
    std::string head;                    ///< encode_head
    std::optional<std::string> payload;  ///< nullopt: redacted
    std::optional<Signature> signature;  ///< of the device over `id`: the end of a run
};

/// What a merge brought.
struct MergeResult {
    std::uint64_t entries = 0;  ///< new ones
    std::uint64_t already_known = 0;
    std::uint64_t photos = 0;          ///< new ones
    std::uint64_t redacted = 0;        ///< payloads that were destroyed here
    std::uint64_t not_understood = 0;  ///< of a newer program: kept and carried on
    std::vector<DeviceKey> new_devices;
    std::vector<std::string> notes;  ///< forks and the like, as whole lines
    MergeResult& operator+=(const MergeResult& other);
};

/// Entries that a merge does not take: forged, damaged, with a gap. Not the fault of this copy.
class RefusedEntries : public DataError {
public:
    using DataError::DataError;
};

/// A map's `journal.db`: the append-only chains of everything that people added. What `append`
/// returned from is on disk and survives a kill and a pulled plug. Several processes may read and
/// write at once. Safe to use from several threads.
class Journal {
public:
    enum class Mode { read, write };
    struct Options {
        std::filesystem::path map_folder;
        Mode mode = Mode::read;
        std::filesystem::path device_folder;  ///< "" for Device::default_folder()
        std::string vfs;                      ///< SQLite's, for tests; "" for the system's
    };
    /// Reading a map without a journal gives an empty one and writes nothing, nor does reading on
    /// read-only media. Writing makes the file and the device's key. DataError: damaged, of a newer
    /// version, read-only (for writing).
    [[nodiscard]] static Journal open(const Options& options);
    ~Journal();
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;

    // ---- reading
    /// A place in the order of arrival at this copy; grows with each entry. 0: the beginning.
    using Position = std::uint64_t;
    [[nodiscard]] std::uint64_t size() const;
    /// Entries that arrived after `after`, in the order of arrival; returns the last one's position
    /// (`after` if there is none).
    Position for_each(Position after, const std::function<void(const Entry&)>& visit) const;
    [[nodiscard]] std::optional<Entry> entry(const EntryId& id) const;
    /// Entries whose hexadecimal name begins so (at least 4 digits), at most 8.
    [[nodiscard]] std::vector<EntryId> named(std::string_view hex_prefix) const;
    /// Differs when anything may have changed since, by whomever: new entries, redactions, a wipe.
    /// Cheap (microseconds): a window asks it for each frame.
    struct Mark {
        std::uint64_t last = 0, redactions = 0, wipes = 0;
        bool operator==(const Mark&) const = default;
    };
    [[nodiscard]] Mark mark() const;
    /// Devices whose word this copy trusts by itself: those that wrote into it on the spot, and
    /// those of the copy that it was made from.
    [[nodiscard]] std::vector<DeviceKey> roots() const;
    /// What a person should know besides: "This copy was restored …", as whole lines.
    [[nodiscard]] std::vector<std::string> notices() const;
    /// Reads everything: hashes, chains, signatures, SQLite's own check. Empty if all is sound.
    [[nodiscard]] std::vector<std::string> check() const;

    // ---- writing
    /// One transaction, one signature, durable when it returns; all or none. DataError (full disk,
    /// locked for 10 s, …): nothing was written.
    std::vector<EntryId> append(std::span<const NewEntry> entries, UnixSeconds now);
    EntryId append(const NewEntry& entry, UnixSeconds now);
    /// Appends a redaction and destroys the payload (and photos no other entry shows): in the
    /// database's free pages and the write-ahead log, too. DataError if there is no such entry.
    EntryId redact(const EntryId& entry, std::string_view reason, UnixSeconds now);

    // ---- travelling (bundle.hpp, sync.hpp)
    /// Every entry in an order in which a chain's earlier entries come first.
    void for_each_raw(const std::function<void(const RawEntry&)>& visit) const;
    /// Union with what `next` gives until nullopt. Everything is checked before anything is kept:
    /// hashes, links to the previous entry (here or in the same delivery), a valid signature at the
    /// end of each run, sound payloads. RefusedEntries naming `origin` and the entry: nothing was
    /// changed. Any order, again and again: the same result.
    MergeResult merge(const std::function<std::optional<RawEntry>()>& next,
                      std::string_view origin);

    /// `journal.db` and `photos/` of another folder, consistent while others write.
    static void copy(const std::filesystem::path& from_map, const std::filesystem::path& to_map);
    /// Destroys journal and photos of this map on this laptop.
    static void wipe(const std::filesystem::path& map_folder);

    struct Impl;
    [[nodiscard]] Impl& impl() const noexcept { return *impl_; }

private:
    explicit Journal(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
