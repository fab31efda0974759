#include "mapper/journal/device.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include <fmt/format.h>

#include "mapper/journal/durable_file.hpp"
#include "mapper/journal/entry_codec.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kKeyHeading = "konbit device key 1\n";
constexpr std::size_t kMostKeyFileBytes = 4096;

struct KeyPair {
    DeviceKey key;
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    ~KeyPair() { sodium_memzero(secret.data(), secret.size()); }
};

void start_sodium() {
    if (sodium_init() < 0) {
        throw DataError{"Keys cannot be made", "", "libsodium does not start",
                        "Install libsodium again."};
    }
}

KeyPair pair_of(const Digest& seed) {
    KeyPair pair;
    crypto_sign_seed_keypair(pair.key.bytes.data(), pair.secret.data(), seed.bytes.data());
    return pair;
}

std::string text_of_key(const Digest& seed, const DeviceKey& key) {
    return fmt::format("{}secret {}\npublic {}\n", kKeyHeading, to_hex(seed), to_hex(key));
}

std::optional<KeyPair> parse_key(std::string_view text) {
    constexpr std::size_t kHex = 64;
    constexpr std::string_view kSecret = "secret ";
    const auto at = kKeyHeading.size() + kSecret.size();
    if (text.size() < at + kHex) return std::nullopt;
    const auto seed = parse_digest(text.substr(at, kHex));
    if (!seed) return std::nullopt;
    auto pair = pair_of(*seed);
    if (text != text_of_key(*seed, pair.key)) return std::nullopt;
    return pair;
}

fs::path key_file(const fs::path& folder) {
    return folder / "device.key";
}

std::optional<KeyPair> read_key(const fs::path& folder) {
    const auto text = read_small_file(key_file(folder), kMostKeyFileBytes);
    if (!text) return std::nullopt;
    auto pair = parse_key(*text);
    if (!pair) {
        throw DataError{"This device's key is damaged", key_file(folder).string(),
                        "its two halves do not fit each other",
                        "Put the file back from a backup, or move it away: the device then gets a "
                        "new key, and teams must accept it anew. Nothing in a map is lost."};
    }
    return pair;
}

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder.parent_path(), error);
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        throw DataError{"The folder for this device's key cannot be made", folder.string(),
                        std::generic_category().message(errno),
                        "Set XDG_DATA_HOME to a folder that can be written to."};
    }
}

KeyPair make_key(const fs::path& folder) {
    make_folder(folder);
    Digest seed;
    randombytes_buf(seed.bytes.data(), seed.bytes.size());
    // If another process is quicker, its key is everybody's.
    static_cast<void>(create_durably(key_file(folder), text_of_key(seed, pair_of(seed).key), 0600));
    sodium_memzero(seed.bytes.data(), seed.bytes.size());
    auto pair = read_key(folder);
    if (!pair) {
        throw DataError{"This device's key cannot be read", key_file(folder).string(),
                        "it vanished as soon as it was made", "Check the disk."};
    }
    return *pair;
}

std::string name_of_chain(const ChainId& chain) {
    return to_hex(digest_of({reinterpret_cast<const char*>(chain.copy.data()), chain.copy.size()}))
        .substr(0, 32);
}

// One line with its own sum: it is written without care for crashes or others.
std::string line_of(const Device::Written& last) {
    const auto words = fmt::format("{:020} {}", last.sequence, to_hex(last.head));
    return fmt::format("{} {}\n", words, short_id(digest_of(words)));
}

}  // namespace

struct Device::Secret {
    KeyPair pair;
    fs::path folder;
};

Device::Device(std::unique_ptr<Secret> secret) : secret_{std::move(secret)} {}
Device::~Device() = default;
Device::Device(Device&&) noexcept = default;
Device& Device::operator=(Device&&) noexcept = default;

fs::path Device::default_folder() {
    const char* data = std::getenv("XDG_DATA_HOME");
    if (data && *data == '/') return fs::path{data} / "konbit";
    const char* home = std::getenv("HOME");
    if (home && *home) return fs::path{home} / ".local/share/konbit";
    throw DataError{"There is no place for this device's key", "",
                    "neither XDG_DATA_HOME nor HOME is set", "Set HOME, then do it again."};
}

Device Device::open(const fs::path& folder) {
    start_sodium();
    auto pair = read_key(folder);
    return Device{std::make_unique<Secret>(Secret{pair ? *pair : make_key(folder), folder})};
}

std::optional<DeviceKey> Device::known_key(const fs::path& folder) {
    start_sodium();
    const auto pair = read_key(folder);
    if (!pair) return std::nullopt;
    return pair->key;
}

const DeviceKey& Device::key() const noexcept {
    return secret_->pair.key;
}

Signature Device::sign(const EntryId& run_head) const {
    Signature signature;
    crypto_sign_detached(signature.data(), nullptr, run_head.bytes.data(), run_head.bytes.size(),
                         secret_->pair.secret.data());
    return signature;
}

std::optional<Device::Written> Device::remembered(const ChainId& chain) const {
    constexpr std::size_t kLine = 20 + 1 + 64 + 1 + 12 + 1;
    std::optional<std::string> text;
    try {
        text = read_small_file(secret_->folder / "chains" / name_of_chain(chain), kLine);
    } catch (const DataError&) {
        return std::nullopt;  // a hint, no more
    }
    if (!text || text->size() != kLine) return std::nullopt;
    const auto head = parse_digest(std::string_view{*text}.substr(21, 64));
    if (!head) return std::nullopt;
    const Written last{std::strtoull(text->c_str(), nullptr, 10), *head};
    if (line_of(last) != *text) return std::nullopt;
    return last;
}

void Device::remember(const ChainId& chain, const Written& last) const noexcept {
    try {
        const auto folder = secret_->folder / "chains";
        const auto file = folder / name_of_chain(chain);
        const auto line = line_of(last);
        int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (out < 0) {
            ::mkdir(folder.c_str(), 0700);
            out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        }
        if (out < 0) return;
        static_cast<void>(::pwrite(out, line.data(), line.size(), 0) < 0);
        ::close(out);
    } catch (...) {  // a hint, no more
    }
}

bool verify(const DeviceKey& key, const EntryId& run_head, const Signature& signature) noexcept {
    return crypto_sign_verify_detached(signature.data(), run_head.bytes.data(),
                                       run_head.bytes.size(), key.bytes.data()) == 0;
}

}  // namespace konbit
