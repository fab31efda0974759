#include "tests/journal/simulated_disk.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace konbit::test {
namespace {

constexpr std::size_t kSector = 512;

std::string read_file(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

sqlite3_vfs& real() {
    static sqlite3_vfs& vfs = *sqlite3_vfs_find(nullptr);
    return vfs;
}

}  // namespace

// Lies in the memory that SQLite gives; the real file lies behind it.
struct SimulatedDisk::File {
    sqlite3_file base;
    SimulatedDisk* disk;
    Name* name;  ///< null: not one that counts
    bool syncs_folder;
    sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    [[nodiscard]] bool counts() const { return name && name->file; }
};

struct SimulatedDisk::Calls {
    static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
    static SimulatedDisk& disk(sqlite3_vfs* vfs) {
        return *static_cast<SimulatedDisk*>(vfs->pAppData);
    }

    static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out) {
        auto& self = disk(vfs);
        auto& opened = of(file);
        std::memset(file, 0, sizeof(File));
        if (self.without_power()) return SQLITE_IOERR;
        const bool there = path && std::filesystem::exists(path);
        const int code = real().xOpen(&real(), path, opened.below(), flags, out);
        if (code != SQLITE_OK) return code;
        opened.base.pMethods = &self.methods_;
        opened.disk = &self;
        constexpr int kLogs = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
        if (!path || !(flags & (SQLITE_OPEN_MAIN_DB | kLogs))) return SQLITE_OK;
        opened.name = &self.names_[path];
        opened.syncs_folder = !there && (flags & kLogs);
        auto& image = opened.name->file;
        if (!image) image = there ? Image{read_file(path), {}, true} : Image{};
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs* vfs, const char* path, int sync_folder) {
        auto& self = disk(vfs);
        if (!self.step()) return SQLITE_IOERR_DELETE;
        const int code = real().xDelete(&real(), path, 0);
        if (code != SQLITE_OK) return code;
        auto& name = self.names_[path];
        if (name.file && name.file->named) name.ghost = std::move(name.file);
        name.file.reset();
        if (sync_folder) self.sync_folder();
        return SQLITE_OK;
    }
    static int close(sqlite3_file* file) {
        return of(file).below()->pMethods->xClose(of(file).below());
    }
    static int read(sqlite3_file* file, void* into, int bytes, sqlite3_int64 at) {
        return of(file).below()->pMethods->xRead(of(file).below(), into, bytes, at);
    }
    static int write(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 at) {
        auto& self = of(file);
        if (!self.disk->step()) return SQLITE_IOERR_WRITE;
        if (self.disk->full()) return SQLITE_FULL;
        if (self.counts()) {
            self.name->file->unsynced.push_back(
                {at, std::string{static_cast<const char*>(from), static_cast<std::size_t>(bytes)}});
        }
        return self.below()->pMethods->xWrite(self.below(), from, bytes, at);
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        auto& self = of(file);
        if (!self.disk->step()) return SQLITE_IOERR_TRUNCATE;
        if (self.counts()) self.name->file->unsynced.push_back({size, std::nullopt});
        return self.below()->pMethods->xTruncate(self.below(), size);
    }
    static int sync(sqlite3_file* file, int) {
        auto& self = of(file);
        if (!self.disk->step()) return SQLITE_IOERR_FSYNC;
        if (!self.counts()) return SQLITE_OK;
        auto& image = *self.name->file;
        for (const auto& change : image.unsynced) apply(image.synced, change);
        image.unsynced.clear();
        if (self.syncs_folder) self.disk->sync_folder();
        self.syncs_folder = false;
        return SQLITE_OK;
    }
    static int size(sqlite3_file* file, sqlite3_int64* size) {
        return of(file).below()->pMethods->xFileSize(of(file).below(), size);
    }
    static int lock(sqlite3_file* file, int level) {
        return of(file).below()->pMethods->xLock(of(file).below(), level);
    }
    static int unlock(sqlite3_file* file, int level) {
        return of(file).below()->pMethods->xUnlock(of(file).below(), level);
    }
    static int reserved(sqlite3_file* file, int* held) {
        return of(file).below()->pMethods->xCheckReservedLock(of(file).below(), held);
    }
    static int control(sqlite3_file* file, int what, void* argument) {
        return of(file).below()->pMethods->xFileControl(of(file).below(), what, argument);
    }
    static int sector(sqlite3_file*) { return kSector; }
    static int characteristics(sqlite3_file*) { return 0; }  // promises nothing
    static int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** at) {
        return of(file).below()->pMethods->xShmMap(of(file).below(), page, size, extend, at);
    }
    static int lock_shared(sqlite3_file* file, int at, int count, int flags) {
        return of(file).below()->pMethods->xShmLock(of(file).below(), at, count, flags);
    }
    static void barrier(sqlite3_file* file) {
        of(file).below()->pMethods->xShmBarrier(of(file).below());
    }
    static int unmap_shared(sqlite3_file* file, int remove) {
        return of(file).below()->pMethods->xShmUnmap(of(file).below(), remove);
    }
};

SimulatedDisk::SimulatedDisk(bool shared_memory) : shared_memory_{shared_memory} {
    static int number = 0;
    name_ = "simulated-" + std::to_string(number++);
    vfs_ = real();
    vfs_.pNext = nullptr;
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real().szOsFile;
    vfs_.zName = name_.c_str();
    vfs_.pAppData = this;
    vfs_.xOpen = Calls::open;
    vfs_.xDelete = Calls::remove;
    methods_ = {shared_memory ? 2 : 1,
                Calls::close,
                Calls::read,
                Calls::write,
                Calls::truncate,
                Calls::sync,
                Calls::size,
                Calls::lock,
                Calls::unlock,
                Calls::reserved,
                Calls::control,
                Calls::sector,
                Calls::characteristics,
                Calls::map_shared,
                Calls::lock_shared,
                Calls::barrier,
                Calls::unmap_shared,
                nullptr,
                nullptr};
    sqlite3_vfs_register(&vfs_, 0);
}

SimulatedDisk::~SimulatedDisk() {
    sqlite3_vfs_unregister(&vfs_);
}

// False without power.
bool SimulatedDisk::step() {
    if (without_power()) return false;
    ++steps_;
    return !without_power();
}

void SimulatedDisk::sync_folder() {
    for (auto& [path, name] : names_) {
        name.ghost.reset();
        if (name.file) name.file->named = true;
    }
}

void SimulatedDisk::apply(std::string& content, const Step& step) {
    const auto at = static_cast<std::size_t>(step.offset);
    if (!step.bytes) {
        content.resize(at);
        return;
    }
    if (content.size() < at + step.bytes->size()) content.resize(at + step.bytes->size());
    content.replace(at, step.bytes->size(), *step.bytes);
}

std::string SimulatedDisk::content_of(const Image& image, Unsynced unsynced, std::mt19937& random) {
    auto content = image.synced;
    for (const auto& change : image.unsynced) {
        if (unsynced == Unsynced::lost) continue;
        if (unsynced == Unsynced::kept) {
            apply(content, change);
            continue;
        }
        if (!change.bytes) {
            if (random() % 2) apply(content, change);
            continue;
        }
        // Each sector for itself.
        const auto begin = static_cast<std::size_t>(change.offset);
        const auto end = begin + change.bytes->size();
        for (auto at = begin; at < end;) {
            const auto next = std::min(end, (at / kSector + 1) * kSector);
            if (random() % 2) {
                apply(content, {static_cast<sqlite3_int64>(at),
                                change.bytes->substr(at - begin, next - at)});
            }
            at = next;
        }
    }
    return content;
}

void SimulatedDisk::restart(Unsynced unsynced, std::mt19937& random) {
    for (auto& [path, name] : names_) {
        const auto reached_disk = [&] {
            return unsynced == Unsynced::kept || (unsynced == Unsynced::random && random() % 2);
        };
        std::filesystem::remove(path + "-shm");
        const Image* left = nullptr;
        if (name.file && (name.file->named || reached_disk())) left = &*name.file;
        if (!left && name.ghost && !reached_disk()) left = &*name.ghost;
        if (left) {
            std::ofstream{path, std::ios::binary} << content_of(*left, unsynced, random);
        } else {
            std::filesystem::remove(path);
        }
    }
    names_.clear();
    cut_at_.reset();
    full_at_.reset();
}

}  // namespace konbit::test
