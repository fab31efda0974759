#include "mapper/store/object_codec.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace konbit {
namespace {

// Larger blocks compress a little better; one object is then found more slowly.
constexpr std::size_t kObjectsPerBlock[] = {8192, 2048, 512};
constexpr std::size_t kChildrenPerBlock = 200'000;
constexpr std::size_t kTagsPerBlock = 200'000;

/// The rows' attribute, as numbers that `encode` makes of its values.
template <class T, class Encode>
void gather(const std::vector<ObjectRow>& rows, T ObjectRow::*attribute, const Encode& encode,
            std::vector<std::uint64_t>& values) {
    values.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) values[i] = encode(rows[i].*attribute);
}

/// Differences from value to value, which wrap around.
class DeltaEncoder {
public:
    std::uint64_t operator()(std::int64_t value) noexcept {
        const auto step = static_cast<std::uint64_t>(value) - before_;
        before_ = static_cast<std::uint64_t>(value);
        return zigzag_encode(static_cast<std::int64_t>(step));
    }

private:
    std::uint64_t before_ = 0;
};

class DeltaDecoder {
public:
    std::int64_t operator()(std::uint64_t step) noexcept {
        at_ += static_cast<std::uint64_t>(zigzag_decode(step));
        return static_cast<std::int64_t>(at_);
    }

private:
    std::uint64_t at_ = 0;
};

/// Who made objects, in one upload. A block has few of them, so its objects name theirs by number.
struct Author {
    std::uint32_t changeset = 0;
    std::int32_t uid = 0;
    std::uint32_t user = 0;
    bool operator==(const Author&) const = default;
};

/// Numbers the authors of a block in the order of their first objects.
class AuthorNumbers {
public:
    explicit AuthorNumbers(std::size_t objects) : slots_(std::bit_ceil(objects * 2 + 2)) {}

    std::uint64_t number_of(const Author& author) {
        if (!authors_.empty() && author == authors_[last_]) return last_;
        auto slot = hash_of(author) & (slots_.size() - 1);
        while (slots_[slot] != 0 && authors_[slots_[slot] - 1] != author) {
            slot = (slot + 1) & (slots_.size() - 1);
        }
        if (slots_[slot] == 0) {
            authors_.push_back(author);
            slots_[slot] = static_cast<std::uint32_t>(authors_.size());
        }
        return last_ = slots_[slot] - 1;
    }
    [[nodiscard]] const std::vector<Author>& authors() const noexcept { return authors_; }

private:
    static std::size_t hash_of(const Author& author) noexcept {
        const auto mixed =
            (std::uint64_t{author.changeset} << 32 | author.user) * 0x9E3779B97F4A7C15U +
            static_cast<std::uint32_t>(author.uid) * 0xC2B2AE3D27D4EB4FU;
        return static_cast<std::size_t>(mixed ^ (mixed >> 32));
    }

    std::vector<Author> authors_;
    std::vector<std::uint32_t> slots_;  ///< number + 1; 0 is free
    std::uint64_t last_ = 0;
};

/// Writes the columns of a block.
class BlockWriter {
public:
    BlockWriter(const ObjectBlock& block, ColumnEncoder& columns,
                std::vector<std::uint64_t>& values, ByteWriter& out) noexcept
        : block_{&block}, columns_{&columns}, values_{&values}, out_{&out} {}

    void plain(std::uint32_t ObjectRow::*attribute, ColumnLayout layout) {
        gather(
            block_->rows, attribute, [](std::uint32_t value) { return std::uint64_t{value}; },
            *values_);
        put(layout);
    }
    /// Changesets, uids, users and times: the times of one author lie close together.
    void authors() {
        AuthorNumbers numbers{block_->size()};
        std::vector<std::uint64_t> author_of(block_->size());
        for (std::size_t i = 0; i < block_->size(); ++i) {
            const auto& row = block_->rows[i];
            author_of[i] = numbers.number_of({row.changeset, row.uid, row.user});
        }
        const auto& authors = numbers.authors();
        out_->put_varint(authors.size());
        of_authors(authors, [](const Author& author) { return std::uint64_t{author.changeset}; });
        of_authors(authors, [](const Author& author) { return zigzag_encode(author.uid); });
        of_authors(authors, [](const Author& author) { return std::uint64_t{author.user}; });
        columns_->encode(author_of, ColumnLayout::varint, *out_);
        if (authors.size() <= 1) return plain(&ObjectRow::timestamp_s, ColumnLayout::words);
        std::vector<DeltaEncoder> deltas(authors.size());
        for (std::size_t i = 0; i < block_->size(); ++i) {
            auto& delta = deltas[author_of[i]];
            author_of[i] = delta(block_->rows[i].timestamp_s);
        }
        columns_->encode(author_of, ColumnLayout::varint, *out_);
    }
    template <class T>
    void deltas(T ObjectRow::*attribute, ColumnLayout layout) {
        DeltaEncoder delta;
        gather(
            block_->rows, attribute, [&](T value) { return delta(value); }, *values_);
        put(layout);
    }
    void counts(std::uint32_t ObjectRow::*attribute) {
        std::uint32_t before = 0;
        gather(
            block_->rows, attribute,
            [&](std::uint32_t end) { return std::uint64_t{end - std::exchange(before, end)}; },
            *values_);
        put(ColumnLayout::varint);
    }
    template <class T>
    void list(const std::vector<T>& list) {
        values_->assign(list.begin(), list.end());
        put(ColumnLayout::varint);
    }
    void refs(const std::vector<std::int64_t>& refs) {
        DeltaEncoder delta;
        values_->resize(refs.size());
        for (std::size_t i = 0; i < refs.size(); ++i) (*values_)[i] = delta(refs[i]);
        put(ColumnLayout::varint);
    }

private:
    void put(ColumnLayout layout) { columns_->encode(*values_, layout, *out_); }
    template <class Encode>
    void of_authors(const std::vector<Author>& authors, const Encode& encode) {
        values_->resize(authors.size());
        std::transform(authors.begin(), authors.end(), values_->begin(), encode);
        put(ColumnLayout::words);
    }

    const ObjectBlock* block_;
    ColumnEncoder* columns_;
    std::vector<std::uint64_t>* values_;
    ByteWriter* out_;
};

/// Reads them in the same order.
class BlockReader {
public:
    BlockReader(ObjectBlock& block, ColumnDecoder& columns, ByteReader& in) noexcept
        : block_{&block}, columns_{&columns}, in_{&in} {}

    void plain(std::uint32_t ObjectRow::*attribute) {
        scatter(attribute, [this](std::uint64_t value) { return narrow<std::uint32_t>(value); });
    }
    void authors() {
        auto& rows = block_->rows;
        const auto count = static_cast<std::size_t>(in_->varint_up_to(rows.size()));
        std::vector<Author> authors(count);
        of_authors(authors, [this](Author& author, std::uint64_t value) {
            author.changeset = narrow<std::uint32_t>(value);
        });
        of_authors(authors, [this](Author& author, std::uint64_t value) {
            author.uid = static_cast<std::int32_t>(zigzag_decode(narrow<std::uint32_t>(value)));
        });
        of_authors(authors, [this](Author& author, std::uint64_t value) {
            author.user = narrow<std::uint32_t>(value);
        });
        std::vector<std::uint32_t> author_of(rows.size());
        const auto numbers = columns_->decode(*in_, rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (numbers[i] >= count) in_->fail("an object has an unknown author");
            author_of[i] = static_cast<std::uint32_t>(numbers[i]);
            const auto& author = authors[author_of[i]];
            rows[i].changeset = author.changeset;
            rows[i].uid = author.uid;
            rows[i].user = author.user;
        }
        if (count <= 1) return plain(&ObjectRow::timestamp_s);
        std::vector<DeltaDecoder> deltas(count);
        const auto steps = columns_->decode(*in_, rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto time = static_cast<std::uint64_t>(deltas[author_of[i]](steps[i]));
            rows[i].timestamp_s = narrow<std::uint32_t>(time);
        }
    }
    template <class T>
    void deltas(T ObjectRow::*attribute) {
        DeltaDecoder delta;
        scatter(attribute, [&](std::uint64_t step) {
            const auto value = delta(step);
            if (value != static_cast<T>(value)) in_->fail("a number is too large");
            return static_cast<T>(value);
        });
    }
    void counts(std::uint32_t ObjectRow::*attribute) {
        std::uint64_t end = 0;
        scatter(attribute, [&](std::uint64_t count) {
            if (count > ColumnDecoder::kMaxValues - end) in_->fail("a block claims too many parts");
            end += count;
            return static_cast<std::uint32_t>(end);
        });
    }
    template <class T>
    void list(std::size_t count, std::vector<T>& list) {
        const auto values = columns_->decode(*in_, count);
        list.resize(count);
        for (std::size_t i = 0; i < count; ++i) list[i] = narrow<T>(values[i]);
    }
    void refs(std::size_t count, std::vector<std::int64_t>& refs) {
        const auto values = columns_->decode(*in_, count);
        refs.resize(count);
        DeltaDecoder delta;
        for (std::size_t i = 0; i < count; ++i) refs[i] = delta(values[i]);
    }

private:
    template <class Decode>
    void of_authors(std::vector<Author>& authors, const Decode& decode) {
        const auto values = columns_->decode(*in_, authors.size());
        for (std::size_t i = 0; i < authors.size(); ++i) decode(authors[i], values[i]);
    }
    template <class T, class Decode>
    void scatter(T ObjectRow::*attribute, const Decode& decode) {
        auto& rows = block_->rows;
        const auto values = columns_->decode(*in_, rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) rows[i].*attribute = decode(values[i]);
    }
    template <class T>
    T narrow(std::uint64_t value) const {
        if (value > std::numeric_limits<T>::max()) [[unlikely]]
            in_->fail("a number is too large");
        return static_cast<T>(value);
    }

    ObjectBlock* block_;
    ColumnDecoder* columns_;
    ByteReader* in_;
};

}  // namespace

bool ObjectBlock::full() const noexcept {
    return rows.size() >= kObjectsPerBlock[static_cast<std::size_t>(type)] ||
           child_refs.size() >= kChildrenPerBlock || tags.size() >= kTagsPerBlock;
}

void ObjectBlock::clear() noexcept {
    rows.clear();
    tags.clear();
    child_refs.clear();
    child_types.clear();
    child_roles.clear();
}

void ObjectEncoder::encode(const ObjectBlock& block, ByteWriter& out) {
    out.put_varint(block.size());
    BlockWriter writer{block, columns_, values_, out};
    writer.deltas(&ObjectRow::id, ColumnLayout::varint);
    writer.plain(&ObjectRow::version, ColumnLayout::varint);
    writer.authors();
    writer.counts(&ObjectRow::tags_end);
    writer.list(block.tags);
    if (block.type == ObjectType::node) {
        writer.deltas(&ObjectRow::lon_e7, ColumnLayout::planes);
        writer.deltas(&ObjectRow::lat_e7, ColumnLayout::planes);
        return;
    }
    writer.counts(&ObjectRow::children_end);
    writer.refs(block.child_refs);
    if (block.type == ObjectType::way) return;
    writer.list(block.child_types);
    writer.list(block.child_roles);
}

void ObjectDecoder::decode(ObjectType type, std::span<const std::byte> bytes, std::string_view file,
                           ObjectBlock& into) {
    ByteReader in{bytes, file};
    into.clear();
    into.type = type;
    into.rows.resize(static_cast<std::size_t>(in.varint_up_to(ObjectBlock::kMaxObjects)));
    BlockReader reader{into, columns_, in};
    reader.deltas(&ObjectRow::id);
    reader.plain(&ObjectRow::version);
    reader.authors();
    reader.counts(&ObjectRow::tags_end);
    reader.list(into.rows.empty() ? 0 : std::size_t{into.rows.back().tags_end} * 2, into.tags);
    if (type == ObjectType::node) {
        reader.deltas(&ObjectRow::lon_e7);
        reader.deltas(&ObjectRow::lat_e7);
    } else {
        reader.counts(&ObjectRow::children_end);
        reader.refs(into.rows.empty() ? 0 : into.rows.back().children_end, into.child_refs);
    }
    if (type == ObjectType::relation) {
        reader.list(into.child_refs.size(), into.child_types);
        reader.list(into.child_refs.size(), into.child_roles);
        for (const auto child : into.child_types) {
            if (child > static_cast<std::uint8_t>(ObjectType::relation)) {
                in.fail("a member is of an unknown type");
            }
        }
    }
    if (!in.at_end()) in.fail("a block of objects is too long");
}

}  // namespace konbit
