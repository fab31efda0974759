#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "mapper/meaning/meaning.hpp"
#include "mapper/model/tags.hpp"
#include "mapper/query/name_keys.hpp"
#include "mapper/store/base_map.hpp"
#include "mapper/store/name_index.hpp"

namespace konbit {

/// Flags of a word of an entry in `names.idx`: how many words the text has that it stands in (the
/// lowest two bits, 3: four or more), and whether the text is a weak one (operator, old name,
/// address).
inline constexpr std::uint8_t kLengthBits = 3;
inline constexpr std::uint8_t kWeakText = 4;

/// Gathers the names of all features for `names.idx`; not those of refuges for people at risk.
class NameCollector {
public:
    explicit NameCollector(const Meaning& meaning) : meaning_{meaning} {}

    void visit(const Feature& feature, const Tags& tags);
    void write(const std::filesystem::path& path, const NameIndexKey& key);

private:
    /// The words of a text, by their ids; after a code of several words also the joined one (CG-2
    /// is typed CG2). Remembered: names repeat, a street is many ways.
    [[nodiscard]] const std::vector<std::uint32_t>& words_of_text(const std::string& text,
                                                                  bool code);
    void use(std::uint32_t word, std::uint8_t flags);

    const Meaning& meaning_;
    NameIndexWriter writer_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> known_texts_;
    std::vector<NameIndexWriter::Use> uses_;  // of the feature at hand
};

}  // namespace konbit
