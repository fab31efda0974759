#pragma once

#include <sqlite3.h>

#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace konbit::test {

/// A disk for SQLite that knows what a pulled plug would leave of it. Files live where they are and
/// every write goes through, but it remembers beside them what was synced. It can lose power, or
/// become full, at a chosen step. It never syncs the real disk, so that tests are quick.
class SimulatedDisk {
public:
    /// Without shared memory SQLite uses a rollback journal instead of a write-ahead log.
    explicit SimulatedDisk(bool shared_memory = true);
    ~SimulatedDisk();
    SimulatedDisk(const SimulatedDisk&) = delete;
    SimulatedDisk& operator=(const SimulatedDisk&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }
    /// Writes, truncations, syncs and removals so far.
    [[nodiscard]] std::uint64_t steps() const { return steps_; }
    /// From this step on nothing reaches the disk any more.
    void cut_power_at(std::uint64_t step) { cut_at_ = step; }
    [[nodiscard]] bool without_power() const { return cut_at_ && steps_ >= *cut_at_; }
    /// From this step on it is full, until there is room again.
    void fill_at(std::uint64_t step) { full_at_ = step; }
    void make_room() { full_at_.reset(); }
    [[nodiscard]] bool full() const { return full_at_ && steps_ >= *full_at_; }

    /// What happens to writes that nobody synced.
    enum class Unsynced { lost, kept, random };
    /// Leaves the files as they are when the power comes back.
    void restart(Unsynced unsynced, std::mt19937& random);

private:
    struct Step {  ///< a write, or a truncation
        sqlite3_int64 offset = 0;
        std::optional<std::string> bytes;
    };
    struct Image {  ///< of one file, as far as it was synced
        std::string synced;
        std::vector<Step> unsynced;
        bool named = false;  ///< its name in the folder is on disk
    };
    struct Name {
        std::optional<Image> file;   ///< under this name now
        std::optional<Image> ghost;  ///< removed or replaced, but its name is still on disk
    };
    struct File;
    struct Calls;

    bool step();
    void sync_folder();
    static void apply(std::string& content, const Step& step);
    static std::string content_of(const Image& image, Unsynced unsynced, std::mt19937& random);

    std::string name_;
    bool shared_memory_;
    sqlite3_vfs vfs_{};
    sqlite3_io_methods methods_{};
    std::map<std::string, Name> names_;
    std::uint64_t steps_ = 0;
    std::optional<std::uint64_t> cut_at_, full_at_;
};

}  // namespace konbit::test
