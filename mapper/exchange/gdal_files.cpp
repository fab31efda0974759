#include "mapper/exchange/gdal_files.hpp"

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <mutex>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr const char* kPrefix = "/vsikonbit/";

std::atomic<int> first_error{0};

void note_failure() noexcept {
    int none = 0;
    first_error.compare_exchange_strong(none, errno == 0 ? EIO : errno);
}

/// One open file. Seeks to where the file already is are left out: stdio would drop its buffer.
struct WatchedFile {
    std::FILE* file;
    vsi_l_offset at = 0;
    enum class Last { none, read, write } last = Last::none;

    void turn_to(Last next) {
        if (last != Last::none && last != next && std::fseek(file, 0, SEEK_CUR) != 0) note_failure();
        last = next;
    }
};

WatchedFile& file_of(void* handle) { return *static_cast<WatchedFile*>(handle); }

void* open_file(void*, const char* name, const char* access) {
    std::FILE* file = std::fopen(name, access);
    if (file == nullptr) {
        if (std::strpbrk(access, "wa+") != nullptr && errno != ENOENT && errno != EISDIR) note_failure();
        return nullptr;
    }
    std::setvbuf(file, nullptr, _IOFBF, std::size_t{1} << 16U);
    auto* opened = new WatchedFile{file};
    if (access[0] == 'a') opened->at = static_cast<vsi_l_offset>(std::ftell(file));
    return opened;
}

int seek(void* handle, vsi_l_offset offset, int whence) {
    auto& file = file_of(handle);
    const bool stays = whence == SEEK_SET ? offset == file.at : whence == SEEK_CUR && offset == 0;
    if (stays) return 0;
    if (fseeko(file.file, static_cast<off_t>(offset), whence) != 0) {
        note_failure();
        return -1;
    }
    file.at = static_cast<vsi_l_offset>(ftello(file.file));
    file.last = WatchedFile::Last::none;
    return 0;
}

std::size_t read(void* handle, void* into, std::size_t size, std::size_t count) {
    auto& file = file_of(handle);
    file.turn_to(WatchedFile::Last::read);
    const std::size_t bytes = std::fread(into, 1, size * count, file.file);
    file.at += bytes;
    return size == 0 ? 0 : bytes / size;
}

std::size_t write(void* handle, const void* from, std::size_t size, std::size_t count) {
    auto& file = file_of(handle);
    file.turn_to(WatchedFile::Last::write);
    const std::size_t bytes = std::fwrite(from, 1, size * count, file.file);
    if (bytes != size * count) note_failure();
    file.at += bytes;
    return size == 0 ? 0 : bytes / size;
}

int flush(void* handle) {
    if (std::fflush(file_of(handle).file) == 0) return 0;
    note_failure();
    return -1;
}

int truncate(void* handle, vsi_l_offset size) {
    if (flush(handle) == 0 && ftruncate(fileno(file_of(handle).file), static_cast<off_t>(size)) == 0) {
        return 0;
    }
    note_failure();
    return -1;
}

int close(void* handle) {
    WatchedFile& file = file_of(handle);
    const int result = std::fclose(file.file);
    if (result != 0) note_failure();
    delete &file;
    return result;
}

void install() {
    auto* calls = VSIAllocFilesystemPluginCallbacksStruct();
    calls->stat = [](void*, const char* name, VSIStatBufL* into, int) { return stat64(name, into); };
    calls->unlink = [](void*, const char* name) { return ::unlink(name); };
    calls->rename = [](void*, const char* from, const char* to) { return std::rename(from, to); };
    calls->mkdir = [](void*, const char* name, long mode) {
        return ::mkdir(name, static_cast<mode_t>(mode));
    };
    calls->rmdir = [](void*, const char* name) { return ::rmdir(name); };
    calls->read_dir = [](void*, const char* name, int most) { return VSIReadDirEx(name, most); };
    calls->open = open_file;
    calls->tell = [](void* handle) { return file_of(handle).at; };
    calls->seek = seek;
    calls->read = read;
    calls->eof = [](void* handle) { return std::feof(file_of(handle).file); };
    calls->write = write;
    calls->flush = flush;
    calls->truncate = truncate;
    calls->close = close;
    VSIInstallPluginHandler(kPrefix, calls);
    VSIFreeFilesystemPluginCallbacksStruct(calls);
}

void remember(CPLErr severity, CPLErrorNum, const char* message) {
    auto& errors = *static_cast<GdalErrors*>(CPLGetErrorHandlerUserData());
    if (severity >= CE_Failure && errors.first.empty()) errors.first = message;
}

void sync(const std::filesystem::path& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    const bool synced = file >= 0 && ::fsync(file) == 0;
    const int error = errno;
    if (file >= 0) ::close(file);
    if (!synced) {
        throw DataError{"cannot write", path.string(), std::strerror(error),
                        "Check the disk and its free space"};
    }
}

}  // namespace

std::string watched(const std::filesystem::path& file) {
    static std::once_flag once;
    std::call_once(once, install);
    return kPrefix + std::filesystem::absolute(file).string();
}

int take_write_error() noexcept { return first_error.exchange(0); }

GdalErrors::GdalErrors() { CPLPushErrorHandlerEx(remember, this); }

GdalErrors::~GdalErrors() { CPLPopErrorHandler(); }

void GdalErrors::check(const std::filesystem::path& out, bool failed) const {
    const int error = take_write_error();
    if (error == 0 && first.empty() && !failed) return;
    const std::string why = error != 0      ? std::strerror(error)
                            : first.empty() ? std::string{"the format's driver gave no reason"}
                                            : first;
    throw DataError{"cannot write", out.string(), why,
                    "Check the folder and the disk's free space, or choose another format"};
}

TemporaryFiles::TemporaryFiles(std::filesystem::path out) : out_{std::move(out)} {}

TemporaryFiles::~TemporaryFiles() {
    for (const auto& name : names_) {
        std::error_code ignored;
        for (const char* more : {"", "-journal", "-wal", "-shm", ".tmp", ".aux.xml"}) {
            std::filesystem::remove_all(name.string() + more, ignored);
        }
    }
}

std::filesystem::path TemporaryFiles::add(std::string_view ending) {
    for (int turn = 0;; ++turn) {
        auto name = out_.parent_path() / fmt::format(".{}.{}-{}{}", out_.stem().string(), ::getpid(),
                                                     names_.size() + turn, ending);
        if (!std::filesystem::exists(std::filesystem::symlink_status(name))) {
            names_.push_back(std::move(name));
            return names_.back();
        }
    }
}

void TemporaryFiles::publish(const std::filesystem::path& file) {
    sync(file, O_RDONLY);
    std::error_code error;
    std::filesystem::rename(file, out_, error);
    if (error) {
        throw DataError{"cannot write", out_.string(), error.message(),
                        "Check that the folder may be written"};
    }
    const auto folder = out_.parent_path();
    sync(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
}

}  // namespace konbit
