#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/store/section_view.hpp"

namespace konbit {

/// Four letters that name a section, e.g. section_name("NODB").
using SectionName = std::array<char, 4>;
[[nodiscard]] constexpr SectionName section_name(const char (&text)[5]) noexcept {
    return {text[0], text[1], text[2], text[3]};
}

/// A file of named sections, little-endian, in blocks of 64 KiB each with an xxh3 sum
/// (docs/map-format.md). `base.map` and every file of `derived/` are such files. Over `part_bytes`
/// it goes on in NAME.1, NAME.2, …; readers see one contiguous mapping.
class SectionFileWriter {
public:
    struct Options {
        std::filesystem::path path;
        std::array<char, 8> magic{};  ///< what kind of file this is
        std::uint32_t version = 1;    ///< of the content's format
        std::uint64_t part_bytes = 4'000'000'000;
    };
    explicit SectionFileWriter(const Options& options);
    ~SectionFileWriter();  ///< removes what was not finished

    void begin_section(SectionName name);  ///< 64-aligned; ends the one before
    void append(std::span<const std::byte> bytes);
    [[nodiscard]] std::uint64_t section_bytes() const noexcept;  ///< written to the open section
    /// 256 bytes of the owner's own in the header (counts, keys), read back in O(1).
    void set_user_header(std::span<const std::byte> bytes);
    /// Writes sums and header, fsyncs, renames from NAME.partial to NAME, the header's part last.
    void finish();
    SectionFileWriter(SectionFileWriter&&) noexcept;
    SectionFileWriter& operator=(SectionFileWriter&&) noexcept;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Owns the mapping; sections are spans into it. Every access goes through `bytes`, which checks
/// the sums of the blocks it touches for the first time.
class SectionFile {
public:
    /// DataError naming the file if missing, too short, of another magic or version, or with a
    /// damaged header.
    [[nodiscard]] static SectionFile open(const std::filesystem::path& path,
                                          std::array<char, 8> magic, std::uint32_t version);
    ~SectionFile();
    SectionFile(SectionFile&&) noexcept;
    SectionFile& operator=(SectionFile&&) noexcept;

    [[nodiscard]] std::uint64_t section_size(SectionName name) const noexcept;  ///< 0 if absent
    /// Bytes [offset, offset + size) of the section; DataError if out of bounds or damaged.
    [[nodiscard]] std::span<const std::byte> bytes(SectionName name, std::uint64_t offset,
                                                   std::uint64_t size) const;
    [[nodiscard]] std::span<const std::byte> section(SectionName name) const;  ///< all, checked
    [[nodiscard]] std::span<const std::byte> user_header() const noexcept;
    [[nodiscard]] std::uint64_t fingerprint() const noexcept;  ///< the header's sum
    [[nodiscard]] const std::filesystem::path& path() const noexcept;
    /// The section to read from again and again: a few ns an access once its block was checked.
    /// Empty if absent. Stays valid when this SectionFile is moved.
    [[nodiscard]] SectionView view(SectionName name) const noexcept;
    /// Checks every block; returns what is damaged.
    [[nodiscard]] std::vector<std::string> verify() const;

private:
    explicit SectionFile(std::unique_ptr<MappedSections> mapped) noexcept;
    std::unique_ptr<MappedSections> mapped_;
};

}  // namespace konbit
