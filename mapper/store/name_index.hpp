#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/location.hpp"

namespace konbit {

/// A thing that has names, as far as ranking needs it without opening base.map.
struct NamedEntry {
    std::uint32_t feature = 0;    ///< its FeatureIndex
    Location at;                  ///< roughly where: the point itself, else the middle of its box
    std::uint32_t name_hash = 0;  ///< equal for equal main names: ways of one street
    std::uint8_t importance = 0;  ///< higher is listed first
    std::uint8_t group = 0;       ///< the caller's own classes (place, road, …)
    bool operator==(const NamedEntry&) const = default;
};

/// One word of one entry. `flags` (0–7) are the caller's own.
struct NamePosting {
    std::uint32_t entry = 0;
    std::uint8_t flags = 0;
    bool operator==(const NamePosting&) const = default;
};

/// A word of the dictionary. Valid while its NameIndex lives.
struct NameWord {
    std::string_view text;          ///< valid during the visit only
    std::uint32_t entry_count = 0;  ///< entries that have it
    std::uint64_t posting_offset = 0;
    std::uint32_t posting_bytes = 0;
};

/// What a names file was made from; the reader compares.
struct NameIndexKey {
    std::uint64_t base_fingerprint = 0;
    std::uint32_t content_version = 0;  ///< of the caller's folding and ranking
    bool operator==(const NameIndexKey&) const = default;
};

/// Collects entries and their words in memory (about 12 bytes a word of an entry, the dictionary
/// once) and writes `names.idx`. Words are compared as bytes: fold them first.
class NameIndexWriter {
public:
    static constexpr std::size_t kMaxWordBytes = 120;  ///< longer words are cut by the caller
    NameIndexWriter();
    ~NameIndexWriter();
    NameIndexWriter(NameIndexWriter&&) noexcept;
    NameIndexWriter& operator=(NameIndexWriter&&) noexcept;

    /// A number for a word, the same for the same word. Words over kMaxWordBytes are refused
    /// (std::length_error).
    [[nodiscard]] std::uint32_t word_id(std::string_view word);
    struct Use {
        std::uint32_t word = 0;  ///< from word_id; each at most once an entry
        std::uint8_t flags = 0;  ///< 0–7
    };
    void add(const NamedEntry& entry, std::span<const Use> words);
    /// Entries are renumbered: most important first, equal ones in the order added.
    void write(const std::filesystem::path& path, const NameIndexKey& key);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// A `names.idx`, memory mapped: sorted, front-coded words and, for each, the entries that have
/// it. Every read is checked; damage is a DataError. Safe from several threads.
class NameIndex {
public:
    [[nodiscard]] static NameIndex open(const std::filesystem::path& path);
    ~NameIndex();
    NameIndex(NameIndex&&) noexcept;
    NameIndex& operator=(NameIndex&&) noexcept;

    [[nodiscard]] NameIndexKey key() const noexcept;
    [[nodiscard]] std::uint32_t entry_count() const noexcept;
    [[nodiscard]] std::uint32_t word_count() const noexcept;
    [[nodiscard]] NamedEntry entry(std::uint32_t number) const;

    using WordVisitor = std::function<bool(const NameWord&)>;  ///< false stops
    [[nodiscard]] std::optional<NameWord> find_word(std::string_view word) const;
    /// All words that begin with `prefix`, in byte order.
    void words_with_prefix(std::string_view prefix, const WordVisitor& visit) const;
    /// All words exactly one edit away: a letter (code point) more, less, another one, or two
    /// neighbours swapped; anywhere in the word. One pass over the dictionary.
    void words_one_edit_away(std::string_view word, const WordVisitor& visit) const;
    /// Every word in byte order.
    void for_each_word(const WordVisitor& visit) const;
    /// Appends the word's entries, ascending.
    void read_postings(const NameWord& word, std::vector<NamePosting>& into) const;
    /// Checks every block; returns what is damaged.
    [[nodiscard]] std::vector<std::string> verify() const;

private:
    struct Impl;
    explicit NameIndex(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// True if one edit (see words_one_edit_away) turns `a` into `b`; false if they are equal.
[[nodiscard]] bool one_edit_apart(std::string_view a, std::string_view b) noexcept;

}  // namespace konbit
