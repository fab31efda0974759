#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "mapper/journal/entry.hpp"

namespace konbit {

using Signature = std::array<std::uint8_t, 64>;

/// This laptop's key pair, in `device.key` of $XDG_DATA_HOME/konbit, else ~/.local/share/konbit;
/// never in a map. Made on first use, readable by its owner alone. Beside it `chains/` remembers
/// how far this device had written each copy of a map, so that a map restored from an older copy
/// is noticed.
class Device {
public:
    /// The folder for the current user; DataError if neither variable is set.
    [[nodiscard]] static std::filesystem::path default_folder();
    /// Opens or makes the key. DataError: cannot be read or written, damaged (says what to do).
    [[nodiscard]] static Device open(const std::filesystem::path& folder);
    /// The public key if there is one already; never makes one.
    [[nodiscard]] static std::optional<DeviceKey> known_key(const std::filesystem::path& folder);

    ~Device();
    Device(Device&&) noexcept;
    Device& operator=(Device&&) noexcept;

    [[nodiscard]] const DeviceKey& key() const noexcept;
    [[nodiscard]] Signature sign(const EntryId& run_head) const;

    /// The last entry of a chain that this device remembers to have written; a hint, not durable.
    struct Written {
        std::uint64_t sequence = 0;
        EntryId head;
    };
    [[nodiscard]] std::optional<Written> remembered(const ChainId& chain) const;
    void remember(const ChainId& chain, const Written& last) const noexcept;

private:
    struct Secret;
    explicit Device(std::unique_ptr<Secret> secret);
    std::unique_ptr<Secret> secret_;
};

[[nodiscard]] bool verify(const DeviceKey& key, const EntryId& run_head,
                          const Signature& signature) noexcept;

}  // namespace konbit
