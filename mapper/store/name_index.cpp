#include "mapper/store/name_index.hpp"

#include <fmt/format.h>

#include <array>
#include <cstring>

#include "mapper/model/error.hpp"
#include "mapper/store/name_index_format.hpp"

namespace konbit {

using namespace name_index_format;

namespace {

/// A code point's first byte; continuation bytes are 10xxxxxx.
bool starts_code_point(char byte) noexcept {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

std::size_t code_points(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_code_point));
}

/// Length of the first code point in bytes; 0 for "".
std::size_t first_bytes(std::string_view text) noexcept {
    if (text.empty()) return 0;
    std::size_t size = 1;
    while (size < text.size() && !starts_code_point(text[size])) ++size;
    return size;
}

std::size_t common_prefix(std::string_view a, std::string_view b) noexcept {
    const auto limit = std::min(a.size(), b.size());
    std::size_t n = 0;
    while (n < limit && a[n] == b[n]) ++n;
    return n;
}

std::size_t common_suffix(std::string_view a, std::string_view b) noexcept {
    const auto limit = std::min(a.size(), b.size());
    std::size_t n = 0;
    while (n < limit && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
    return n;
}

}  // namespace

bool one_edit_apart(std::string_view a, std::string_view b) noexcept {
    if (a == b) return false;
    auto prefix = common_prefix(a, b);
    // Differing code points may share their first bytes: go back to where they begin.
    while (prefix > 0 && ((prefix < a.size() && !starts_code_point(a[prefix])) ||
                          (prefix < b.size() && !starts_code_point(b[prefix])))) {
        --prefix;
    }
    a.remove_prefix(prefix);
    b.remove_prefix(prefix);
    auto suffix = common_suffix(a, b);
    while (suffix > 0 && !starts_code_point(a[a.size() - suffix])) --suffix;
    a.remove_suffix(suffix);
    b.remove_suffix(suffix);
    const auto letters_a = code_points(a);
    const auto letters_b = code_points(b);
    if (letters_a <= 1 && letters_b <= 1) return true;
    if (letters_a != 2 || letters_b != 2) return false;
    const auto split_a = first_bytes(a);
    const auto split_b = first_bytes(b);
    return a.substr(0, split_a) == b.substr(split_b) && a.substr(split_a) == b.substr(0, split_b);
}

struct NameIndex::Impl {
    SectionFile file;
    Header header;
    std::span<const std::byte> words;
    std::span<const std::byte> blocks;
    SectionView entries, postings;

    [[noreturn]] void damaged(std::string_view why) const {
        throw DataError{"The names index cannot be read", file.path().string(), why,
                        "Delete the folder 'derived': it is built again"};
    }

    [[nodiscard]] std::size_t block_count() const noexcept {
        return blocks.size() / sizeof(WordBlock);
    }
    [[nodiscard]] WordBlock block(std::size_t number) const {
        WordBlock out;
        std::memcpy(&out, blocks.data() + number * sizeof(WordBlock), sizeof out);
        return out;
    }
    [[nodiscard]] std::string_view first_word(std::size_t number) const;
    [[nodiscard]] std::size_t block_before(std::string_view word) const;
};

namespace {

/// Walks the front-coded words from the beginning of a block on.
class WordCursor {
public:
    WordCursor(std::span<const std::byte> words, const WordBlock& start)
        : words_{words}, position_{start.word_offset} {
        word_.posting_offset = start.posting_offset;
    }
    /// False at the end; `broken()` tells whether it was a proper end.
    bool next() {
        if (position_ >= words_.size()) return broken_ = position_ > words_.size(), false;
        if (words_.size() - position_ < 2) return broken_ = true, false;
        const auto shared = std::to_integer<std::size_t>(words_[position_]);
        const auto own = std::to_integer<std::size_t>(words_[position_ + 1]);
        position_ += 2;
        if (shared > size_ || shared + own > text_.size() || own > words_.size() - position_) {
            return broken_ = true, false;
        }
        std::memcpy(text_.data() + shared, words_.data() + position_, own);
        position_ += own;
        size_ = shared + own;
        word_.posting_offset += word_.posting_bytes;
        std::uint64_t bytes = 0;
        std::uint64_t count = 0;
        if (!read_varint(words_, position_, bytes) || !read_varint(words_, position_, count) ||
            bytes > UINT32_MAX || count > bytes) {
            return broken_ = true, false;
        }
        word_.posting_bytes = static_cast<std::uint32_t>(bytes);
        word_.entry_count = static_cast<std::uint32_t>(count);
        word_.text = {text_.data(), size_};
        return true;
    }
    [[nodiscard]] const NameWord& word() const noexcept { return word_; }
    [[nodiscard]] bool broken() const noexcept { return broken_; }

private:
    std::span<const std::byte> words_;
    std::size_t position_;
    std::array<char, 256> text_{};
    std::size_t size_ = 0;
    NameWord word_;
    bool broken_ = false;
};

}  // namespace

std::string_view NameIndex::Impl::first_word(std::size_t number) const {
    const auto offset = block(number).word_offset;
    if (offset + 2 > words.size()) damaged("a block of words lies outside of it");
    const auto shared = std::to_integer<std::size_t>(words[offset]);
    const auto own = std::to_integer<std::size_t>(words[offset + 1]);
    if (shared != 0 || own > words.size() - offset - 2) damaged("a block of words is broken");
    return {reinterpret_cast<const char*>(words.data()) + offset + 2, own};
}

/// The last block whose first word is not after `word` (0 if all are).
std::size_t NameIndex::Impl::block_before(std::string_view word) const {
    std::size_t low = 0;
    std::size_t high = block_count();
    while (high - low > 1) {
        const auto middle = (low + high) / 2;
        (first_word(middle) <= word ? low : high) = middle;
    }
    return low;
}

NameIndex NameIndex::open(const std::filesystem::path& path) {
    auto file = SectionFile::open(path, kMagic, kVersion);
    Header header;
    std::memcpy(&header, file.user_header().data(), sizeof header);
    auto impl = std::make_unique<Impl>(Impl{std::move(file), header, {}, {}, {}, {}});
    if (impl->file.section_size(kEntries) !=
        std::uint64_t{header.entry_count} * sizeof(EntryRecord)) {
        impl->damaged("its list of entries has another length than it says");
    }
    impl->entries = impl->file.view(kEntries);
    impl->postings = impl->file.view(kPostings);
    impl->words = impl->file.section(kWords);
    impl->blocks = impl->file.section(kBlocks);
    if (impl->blocks.size() % sizeof(WordBlock) != 0)
        impl->damaged("its list of blocks is cut off");
    return NameIndex{std::move(impl)};
}

NameIndex::NameIndex(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
NameIndex::~NameIndex() = default;
NameIndex::NameIndex(NameIndex&&) noexcept = default;
NameIndex& NameIndex::operator=(NameIndex&&) noexcept = default;

NameIndexKey NameIndex::key() const noexcept {
    return {impl_->header.base_fingerprint, impl_->header.content_version};
}
std::vector<std::string> NameIndex::verify() const {
    return impl_->file.verify();
}
std::uint32_t NameIndex::entry_count() const noexcept {
    return impl_->header.entry_count;
}
std::uint32_t NameIndex::word_count() const noexcept {
    return impl_->header.word_count;
}

NamedEntry NameIndex::entry(std::uint32_t number) const {
    if (number >= impl_->header.entry_count) impl_->damaged("it names an entry that it lacks");
    const auto& record = impl_->entries.item<EntryRecord>(number);
    return {record.feature,
            {record.lon_e7, record.lat_e7},
            record.name_hash,
            record.importance,
            record.group};
}

std::optional<NameWord> NameIndex::find_word(std::string_view word) const {
    std::optional<NameWord> found;
    words_with_prefix(word, [&](const NameWord& candidate) {
        if (candidate.text == word) found = candidate;
        return false;  // the word itself comes before all that it begins
    });
    if (found) found->text = {};
    return found;
}

void NameIndex::words_with_prefix(std::string_view prefix, const WordVisitor& visit) const {
    if (impl_->block_count() == 0) return;
    WordCursor cursor{impl_->words, impl_->block(impl_->block_before(prefix))};
    while (cursor.next()) {
        const auto& word = cursor.word();
        if (word.text < prefix) continue;
        if (!word.text.starts_with(prefix) || !visit(word)) return;
    }
    if (cursor.broken()) impl_->damaged("its words are broken");
}

void NameIndex::words_one_edit_away(std::string_view word, const WordVisitor& visit) const {
    // One edit touches at most two code points on each side: eight bytes.
    constexpr std::size_t kMaxTouched = 8;
    for_each_word([&](const NameWord& candidate) {
        const auto text = candidate.text;
        const auto longer = std::max(text.size(), word.size());
        if (longer - std::min(text.size(), word.size()) > 4) return true;
        const auto same = common_prefix(text, word) + common_suffix(text, word);
        if (same + kMaxTouched < longer || !one_edit_apart(text, word)) return true;
        return visit(candidate);
    });
}

void NameIndex::for_each_word(const WordVisitor& visit) const {
    if (impl_->block_count() == 0) return;
    WordCursor cursor{impl_->words, impl_->block(0)};
    while (cursor.next()) {
        if (!visit(cursor.word())) return;
    }
    if (cursor.broken()) impl_->damaged("its words are broken");
}

void NameIndex::read_postings(const NameWord& word, std::vector<NamePosting>& into) const {
    const auto bytes = impl_->postings.bytes(word.posting_offset, word.posting_bytes);
    std::size_t position = 0;
    std::uint64_t entry = 0;
    into.reserve(into.size() + word.entry_count);
    for (std::uint32_t i = 0; i < word.entry_count; ++i) {
        std::uint64_t value = 0;
        if (!read_varint(bytes, position, value)) impl_->damaged("a list of entries is cut off");
        entry += value >> kFlagBits;
        if (entry >= impl_->header.entry_count) impl_->damaged("it names an entry that it lacks");
        into.push_back({static_cast<std::uint32_t>(entry),
                        static_cast<std::uint8_t>(value & ((1U << kFlagBits) - 1))});
    }
}

}  // namespace konbit
