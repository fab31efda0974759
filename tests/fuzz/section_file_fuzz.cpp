// Any bytes as a section file: a DataError, or bytes that can be read.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include <xxhash.h>

#include "mapper/model/error.hpp"
#include "mapper/store/byte_io.hpp"
#include "mapper/store/section_file.hpp"
#include "mapper/store/section_layout.hpp"

namespace {

constexpr std::array<char, 8> kMagic{'K', 'B', 'F', 'U', 'Z', 'Z', '0', '1'};

/// Makes sizes and sums fit the bytes of a file of one block.
void fit(konbit::SectionFileHeader& header, std::string& file) {
    header.data_bytes = (std::min<std::size_t>(file.size(), konbit::kBlockBytes) - 8) / 64 * 64;
    header.total_bytes = header.data_bytes + 8;
    header.part_bytes = konbit::kBlockBytes * 2;
    file.resize(header.total_bytes);
    const auto sum = XXH3_64bits(file.data() + sizeof header, header.data_bytes - sizeof header);
    std::memcpy(file.data() + header.data_bytes, &sum, 8);
    header.table_sums[0] = XXH3_64bits(&sum, 8);
}

/// Puts the right magic, version and sum into a header, else no input would get beyond it. Its
/// first byte tells whether sizes and the other sums are made right too.
std::string with_valid_header(const std::uint8_t* data, std::size_t size) {
    std::string file{reinterpret_cast<const char*>(data), size};
    konbit::SectionFileHeader header;
    if (size < sizeof header + 72) return file;
    std::memcpy(&header, file.data(), sizeof header);
    if (data[0] % 2 == 0) fit(header, file);
    header.magic = kMagic;
    header.format = konbit::kSectionFormat;
    header.version = 1;
    header.sum = XXH3_64bits(&header, offsetof(konbit::SectionFileHeader, sum));
    std::memcpy(file.data(), &header, sizeof header);
    return file;
}

/// Asks for each section that the header may name.
void read_everything(const konbit::SectionFile& file, const std::string& contents) {
    konbit::SectionFileHeader header;
    std::memcpy(&header, contents.data(), sizeof header);
    std::uint64_t sum = 0;
    for (const auto& section : header.sections) {
        try {
            for (const auto byte : file.section(section.name)) sum += std::uint64_t(byte);
            konbit::ByteReader reader{file.section(section.name), "fuzz"};
            while (!reader.at_end()) sum += reader.varint();
        } catch (const konbit::DataError&) {
        }
    }
    [[maybe_unused]] const volatile std::uint64_t kept = sum + file.verify().size();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto contents = with_valid_header(data, size);
    const int memory = ::memfd_create("section-file", MFD_CLOEXEC);
    if (memory < 0 || ::write(memory, contents.data(), contents.size()) < 0) return 0;
    try {
        const auto path = "/proc/self/fd/" + std::to_string(memory);
        read_everything(konbit::SectionFile::open(path, kMagic, 1), contents);
    } catch (const konbit::DataError&) {
    }
    ::close(memory);
    return 0;
}
