#pragma once

#include <protozero/pbf_writer.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace konbit {

/// A .osm.pbf file by hand, uncompressed, with any bytes as strings.
class PbfText {
public:
    PbfText() {
        std::string header;
        protozero::pbf_writer writer{header};
        writer.add_string(4, "OsmSchema-V0.6");
        writer.add_string(4, "DenseNodes");
        add_block("OSMHeader", header);
    }

    struct Pair {
        std::string key;
        std::string value;
    };

    void node(std::int64_t id, double lon, double lat, const std::vector<Pair>& tags) {
        std::string data;
        protozero::pbf_writer writer{data};
        writer.add_sint64(1, id);
        add_tags(writer, tags);
        writer.add_sint64(8, static_cast<std::int64_t>(lat * 1e7));
        writer.add_sint64(9, static_cast<std::int64_t>(lon * 1e7));
        protozero::pbf_writer{group_}.add_message(1, data);
    }

    void way(std::int64_t id, const std::vector<std::int64_t>& refs,
             const std::vector<Pair>& tags) {
        std::string data;
        protozero::pbf_writer writer{data};
        writer.add_int64(1, id);
        add_tags(writer, tags);
        std::vector<std::int64_t> deltas;
        std::int64_t last = 0;
        for (const auto ref : refs) deltas.push_back(ref - last), last = ref;
        writer.add_packed_sint64(8, deltas.begin(), deltas.end());
        protozero::pbf_writer{group_}.add_message(3, data);
    }

    void relation(std::int64_t id, const std::vector<std::int64_t>& ways, const std::string& role,
                  const std::vector<Pair>& tags) {
        std::string data;
        protozero::pbf_writer writer{data};
        writer.add_int64(1, id);
        add_tags(writer, tags);
        std::vector<std::int32_t> roles(ways.size(),
                                        static_cast<std::int32_t>(string_number(role)));
        std::vector<std::int64_t> deltas;
        std::vector<std::int32_t> types(ways.size(), 1);
        std::int64_t last = 0;
        for (const auto way_id : ways) deltas.push_back(way_id - last), last = way_id;
        writer.add_packed_int32(8, roles.begin(), roles.end());
        writer.add_packed_sint64(9, deltas.begin(), deltas.end());
        writer.add_packed_int32(10, types.begin(), types.end());
        protozero::pbf_writer{group_}.add_message(4, data);
    }

    /// The whole file; objects so far in one block of 1e-7 degree granularity.
    [[nodiscard]] std::string bytes() const {
        std::string table;
        for (const auto& text : strings_) protozero::pbf_writer{table}.add_bytes(1, text);
        std::string block;
        protozero::pbf_writer writer{block};
        writer.add_message(1, table);
        writer.add_message(2, group_);
        writer.add_int32(17, 100);
        PbfText copy{*this};
        copy.add_block("OSMData", block);
        return copy.file_;
    }

    /// A block header that claims a size.
    void claim_block(std::string_view type, std::int32_t size) {
        std::string header;
        protozero::pbf_writer writer{header};
        writer.add_string(1, type.data(), type.size());
        writer.add_int32(3, size);
        add_size(static_cast<std::uint32_t>(header.size()));
        file_ += header;
    }
    [[nodiscard]] const std::string& raw() const { return file_; }

private:
    void add_block(std::string_view type, const std::string& content) {
        std::string blob;
        protozero::pbf_writer{blob}.add_bytes(1, content);
        claim_block(type, static_cast<std::int32_t>(blob.size()));
        file_ += blob;
    }
    void add_size(std::uint32_t size) {
        for (const int shift : {24, 16, 8, 0}) file_ += static_cast<char>(size >> shift & 0xFFU);
    }
    std::uint32_t string_number(const std::string& text) {
        strings_.push_back(text);
        return static_cast<std::uint32_t>(strings_.size() - 1);
    }
    void add_tags(protozero::pbf_writer& writer, const std::vector<Pair>& tags) {
        std::vector<std::uint32_t> keys;
        std::vector<std::uint32_t> values;
        for (const auto& [key, value] : tags) {
            keys.push_back(string_number(key));
            values.push_back(string_number(value));
        }
        writer.add_packed_uint32(2, keys.begin(), keys.end());
        writer.add_packed_uint32(3, values.begin(), values.end());
    }

    std::string file_;
    std::string group_;
    std::vector<std::string> strings_{""};
};

}  // namespace konbit
