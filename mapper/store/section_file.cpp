#include "mapper/store/section_file.hpp"

#include <algorithm>

#include "mapper/store/mapped_sections.hpp"

namespace konbit {

namespace {

const SectionEntry* find_section(const SectionFileHeader& header, SectionName name) noexcept {
    const auto* const end = header.sections.data() + header.section_count;
    const auto* const found = std::find_if(
        header.sections.data(), end, [&](const SectionEntry& entry) { return entry.name == name; });
    return found == end ? nullptr : found;
}

}  // namespace

SectionFile SectionFile::open(const std::filesystem::path& path, std::array<char, 8> magic,
                              std::uint32_t version) {
    return SectionFile{map_sections(path, magic, version)};
}

SectionFile::SectionFile(std::unique_ptr<MappedSections> mapped) noexcept
    : mapped_{std::move(mapped)} {}
SectionFile::~SectionFile() = default;
SectionFile::SectionFile(SectionFile&&) noexcept = default;
SectionFile& SectionFile::operator=(SectionFile&&) noexcept = default;

std::uint64_t SectionFile::section_size(SectionName name) const noexcept {
    return view(name).size();
}

SectionView SectionFile::view(SectionName name) const noexcept {
    const auto* const entry = find_section(mapped_->header, name);
    if (entry == nullptr) return {};
    return {*mapped_->checks, mapped_->mapping.data(), entry->offset, entry->bytes};
}

std::span<const std::byte> SectionFile::bytes(SectionName name, std::uint64_t offset,
                                              std::uint64_t size) const {
    return view(name).bytes(offset, size);
}

std::span<const std::byte> SectionFile::section(SectionName name) const {
    return view(name).all();
}

std::span<const std::byte> SectionFile::user_header() const noexcept {
    return mapped_->header.user;
}

std::uint64_t SectionFile::fingerprint() const noexcept {
    return mapped_->header.sum;
}

const std::filesystem::path& SectionFile::path() const noexcept {
    return mapped_->path;
}

std::vector<std::string> SectionFile::verify() const {
    std::vector<std::string> damages;
    const auto blocks = block_count(mapped_->header.data_bytes);
    for (std::uint64_t block = 0; block < blocks; ++block) {
        auto damage = mapped_->damage_of(block);
        if (!damage.empty()) damages.push_back(path().string() + ": " + damage);
    }
    return damages;
}

}  // namespace konbit
