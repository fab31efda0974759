#pragma once

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "mapper/store/section_layout.hpp"

namespace konbit {

/// Makes every sum of a section file (in one part) fit its bytes again, so that damage reaches
/// the decoders. Leaves alone what is too broken to have sums.
inline void seal(std::string& file) {
    SectionFileHeader header;
    if (file.size() < sizeof header) return;
    std::memcpy(&header, file.data(), sizeof header);
    const auto blocks = block_count(header.data_bytes);
    if (header.data_bytes > file.size() || header.data_bytes + blocks * 8 > file.size()) return;
    for (std::uint64_t block = 0; block < blocks; ++block) {
        const auto begin = block == 0 ? kHeaderBytes : block * kBlockBytes;
        const auto end = std::min((block + 1) * kBlockBytes, header.data_bytes);
        if (begin > end) return;
        const auto sum = XXH3_64bits(file.data() + begin, end - begin);
        std::memcpy(file.data() + header.data_bytes + block * 8, &sum, sizeof sum);
    }
    for (std::uint64_t chunk = 0;
         chunk < std::min<std::uint64_t>(chunk_count(blocks), kMaxTableChunks); ++chunk) {
        const auto begin = chunk * kBlockBytes;
        header.table_sums[chunk] = XXH3_64bits(file.data() + header.data_bytes + begin,
                                               std::min(kBlockBytes, blocks * 8 - begin));
    }
    header.sum = XXH3_64bits(&header, offsetof(SectionFileHeader, sum));
    std::memcpy(file.data(), &header, sizeof header);
}

}  // namespace konbit
