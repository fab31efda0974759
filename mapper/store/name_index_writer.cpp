#include <algorithm>
#include <array>
#include <deque>
#include <numeric>
#include <stdexcept>
#include <unordered_map>

#include "mapper/store/name_index.hpp"
#include "mapper/store/name_index_format.hpp"

namespace konbit {

using namespace name_index_format;

struct NameIndexWriter::Impl {
    std::deque<std::string> words;  // a deque: the map's keys point into it
    std::unordered_map<std::string_view, std::uint32_t> ids;
    std::vector<NamedEntry> entries;
    std::vector<std::uint32_t> first_use{0};  // of each entry, in `uses`; one more at the end
    std::vector<std::uint32_t> uses;          // word << kFlagBits | flags

    [[nodiscard]] std::vector<std::uint32_t> by_importance() const;
    [[nodiscard]] std::vector<std::uint32_t> by_text() const;
};

NameIndexWriter::NameIndexWriter() : impl_{std::make_unique<Impl>()} {}
NameIndexWriter::~NameIndexWriter() = default;
NameIndexWriter::NameIndexWriter(NameIndexWriter&&) noexcept = default;
NameIndexWriter& NameIndexWriter::operator=(NameIndexWriter&&) noexcept = default;

std::uint32_t NameIndexWriter::word_id(std::string_view word) {
    if (word.size() > kMaxWordBytes) throw std::length_error{"word too long for the names index"};
    if (const auto known = impl_->ids.find(word); known != impl_->ids.end()) return known->second;
    const auto id = static_cast<std::uint32_t>(impl_->words.size());
    if (id >> (32 - kFlagBits) != 0) throw std::length_error{"too many words for the names index"};
    impl_->words.emplace_back(word);
    impl_->ids.emplace(impl_->words.back(), id);
    return id;
}

void NameIndexWriter::add(const NamedEntry& entry, std::span<const Use> words) {
    impl_->entries.push_back(entry);
    for (const Use& use : words) impl_->uses.push_back(use.word << kFlagBits | (use.flags & 7U));
    impl_->first_use.push_back(static_cast<std::uint32_t>(impl_->uses.size()));
}

std::vector<std::uint32_t> NameIndexWriter::Impl::by_importance() const {
    std::vector<std::uint32_t> order(entries.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return entries[a].importance > entries[b].importance;
    });
    return order;
}

std::vector<std::uint32_t> NameIndexWriter::Impl::by_text() const {
    std::vector<std::uint32_t> order(words.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return words[a] < words[b]; });
    return order;
}

namespace {

/// The uses of each word, gathered: postings of word w are [first[w], first[w + 1]).
struct Gathered {
    std::vector<std::uint32_t> first;
    std::vector<std::uint32_t> entry;
    std::vector<std::uint8_t> flags;
};

Gathered gather(const std::vector<std::uint32_t>& uses, const std::vector<std::uint32_t>& first_use,
                const std::vector<std::uint32_t>& entry_order, std::size_t word_count) {
    Gathered out;
    out.first.assign(word_count + 1, 0);
    for (const auto use : uses) ++out.first[(use >> kFlagBits) + 1];
    std::partial_sum(out.first.begin(), out.first.end(), out.first.begin());
    out.entry.resize(uses.size());
    out.flags.resize(uses.size());
    auto next = out.first;
    for (std::uint32_t number = 0; number < entry_order.size(); ++number) {
        const auto old = entry_order[number];
        for (auto u = first_use[old]; u < first_use[old + 1]; ++u) {
            const auto slot = next[uses[u] >> kFlagBits]++;
            out.entry[slot] = number;
            out.flags[slot] = static_cast<std::uint8_t>(uses[u] & 7U);
        }
    }
    return out;
}

template <class Record>
void append_record(SectionFileWriter& file, const Record& record) {
    file.append(std::as_bytes(std::span{&record, 1}));
}

void write_entries(SectionFileWriter& file, const std::vector<NamedEntry>& entries,
                   const std::vector<std::uint32_t>& order) {
    file.begin_section(kEntries);
    for (const auto old : order) {
        const auto& e = entries[old];
        append_record(file, EntryRecord{e.feature, e.at.lon_e7, e.at.lat_e7, e.name_hash,
                                        e.importance, e.group, 0});
    }
}

std::vector<std::byte> encode_postings(const Gathered& gathered, std::uint32_t word) {
    std::vector<std::byte> bytes;
    std::uint32_t before = 0;
    for (auto i = gathered.first[word]; i < gathered.first[word + 1]; ++i) {
        append_varint(bytes,
                      std::uint64_t{gathered.entry[i] - before} << kFlagBits | gathered.flags[i]);
        before = gathered.entry[i];
    }
    return bytes;
}

/// WORD is built in memory (a few megabytes a country) while POST is streamed out.
struct Dictionary {
    std::vector<std::byte> words;
    std::vector<WordBlock> blocks;
    std::string before;
    std::uint64_t posting_offset = 0;
    std::uint32_t count = 0;

    void add(const std::string& word, std::size_t posting_bytes, std::uint32_t entries) {
        std::size_t shared = 0;
        if (count++ % kWordsPerBlock == 0) {
            blocks.push_back({words.size(), posting_offset});
        } else {
            const auto limit = std::min(word.size(), before.size());
            while (shared < limit && word[shared] == before[shared]) ++shared;
        }
        words.push_back(static_cast<std::byte>(shared));
        words.push_back(static_cast<std::byte>(word.size() - shared));
        const auto own = std::as_bytes(std::span{word}.subspan(shared));
        words.insert(words.end(), own.begin(), own.end());
        append_varint(words, posting_bytes);
        append_varint(words, entries);
        posting_offset += posting_bytes;
        before = word;
    }
};

}  // namespace

void NameIndexWriter::write(const std::filesystem::path& path, const NameIndexKey& key) {
    SectionFileWriter file{{.path = path, .magic = kMagic, .version = kVersion}};
    const auto entry_order = impl_->by_importance();
    write_entries(file, impl_->entries, entry_order);

    const auto gathered = gather(impl_->uses, impl_->first_use, entry_order, impl_->words.size());
    Dictionary dictionary;
    file.begin_section(kPostings);
    for (const auto word : impl_->by_text()) {
        const auto entries = gathered.first[word + 1] - gathered.first[word];
        if (entries == 0) continue;
        const auto bytes = encode_postings(gathered, word);
        dictionary.add(impl_->words[word], bytes.size(), entries);
        file.append(bytes);
    }
    file.begin_section(kWords);
    file.append(dictionary.words);
    file.begin_section(kBlocks);
    file.append(std::as_bytes(std::span{dictionary.blocks}));

    const Header header{key.base_fingerprint, key.content_version,
                        static_cast<std::uint32_t>(impl_->entries.size()), dictionary.count, 0};
    file.set_user_header(std::as_bytes(std::span{&header, 1}));
    file.finish();
}

}  // namespace konbit
