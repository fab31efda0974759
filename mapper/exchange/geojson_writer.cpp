#include "mapper/exchange/geojson_writer.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include <fmt/format.h>

#include "mapper/query/attribution.hpp"
#include "mapper/store/atomic_file.hpp"
#include "mapper/exchange/geojson_geometry.hpp"
#include "mapper/exchange/json_text.hpp"

namespace konbit {
namespace {

using Extra = std::vector<std::pair<std::string, std::string>>;

/// Says of each tag whether its key came before; quick where none did.
class SeenKeys {
public:
    void clear() noexcept {
        sketch_ = 0;
        keys_.clear();
    }
    [[nodiscard]] bool before(const Tags& tags, std::size_t index) {
        const auto key = tags.span()[index].key;
        const auto bit = std::uint64_t{1} << (sketch_of(key) & 63);
        const bool maybe = (sketch_ & bit) != 0;
        sketch_ |= bit;
        if (index < kFew) {
            if (!maybe) return false;
            const auto known = tags.span().first(index);
            return std::any_of(known.begin(), known.end(),
                               [&](const Tag& tag) { return tag.key == key; });
        }
        if (keys_.empty()) {
            for (const auto& tag : tags.span().first(index)) keys_.insert(tag.key);
        }
        return !keys_.insert(key).second;
    }

private:
    static constexpr std::size_t kFew = 64;
    static std::size_t sketch_of(std::string_view key) noexcept {
        if (key.empty()) return 0;
        return key.size() * 7 + static_cast<unsigned char>(key.front()) * 3 +
               static_cast<unsigned char>(key.back());
    }
    std::uint64_t sketch_ = 0;
    std::unordered_set<std::string_view> keys_;
};

class GeoJsonWriter final : public FeatureWriter {
public:
    /// `file` may be null: then the drain keeps what is written.
    GeoJsonWriter(std::unique_ptr<AtomicFile> file, TextOut::Drain drain, const FileFacts& facts,
                  const Extra& extra, bool lines)
        : file_{std::move(file)},
          out_{std::move(drain)},
          facts_{facts},
          extra_{extra},
          lines_{lines} {
        if (lines_) return;
        out_.put(R"({"type":"FeatureCollection")");
        put_facts();
        out_.put(R"(,"features":[)");
    }

    void begin_layer(const Layer& layer) override {
        layer_ = layer;
        names_.clear();
        for (const auto& column : layer.columns) names_.push_back(ready_name(column.name));
        layer_property_.clear();
        if (facts_.several_layers) layer_property_ = ready_name("layer") + ready_string(layer.name);
    }

    void write(const FeatureRow& row) override {
        out_.put(lines_ ? (any_ ? "\n" : "") : (any_ ? ",\n" : "\n"));
        out_.put(R"({"type":"Feature")");
        if (lines_ && !any_) put_facts();
        any_ = true;
        put_id(row.id);
        if (!row.id && !row.other_id.empty()) {
            out_.put(R"(,"id":")");
            out_.put(row.other_id);
            out_.put('"');
        }
        out_.put(R"(,"geometry":)");
        if (row.geometry == nullptr) {
            out_.put("null");
        } else {
            put_geojson_geometry(*row.geometry, out_, box_);
        }
        put_properties(row);
        out_.put('}');
    }

    void finish() override {
        if (!lines_) {
            out_.put(any_ ? "\n]" : "]");
            if (!box_.empty()) {
                out_.put(R"(,"bbox":)");
                box_.put(out_);
            }
            out_.put('}');
        }
        if (!lines_ || any_) out_.put('\n');
        out_.flush();
        if (file_) file_->commit();
    }

    [[nodiscard]] std::vector<std::string> notes() const override {
        if (broken_bytes_ == 0) return {};
        return {fmt::format("GeoJSON: {} bytes that are not UTF-8 became U+FFFD", broken_bytes_)};
    }

private:
    /// `"name":`, escaped once for all features.
    std::string ready_name(std::string_view name) { return ready_string(name) + ':'; }
    std::string ready_string(std::string_view text) {
        std::string ready;
        TextOut out{[&](std::string_view piece) { ready += piece; }};
        broken_bytes_ += put_json_string(text, out);
        out.flush();
        return ready;
    }

    void put_string(std::string_view text) { broken_bytes_ += put_json_string(text, out_); }

    void put_facts() {
        const auto member = [&](std::string_view name, std::string_view value) {
            if (value.empty()) return;
            out_.put(',');
            put_string(name);
            out_.put(':');
            put_string(value);
        };
        member("generator", facts_.generator);
        member("attribution", kAttribution);
        member("data_timestamp", facts_.data_timestamp);
        member("made_before", facts_.made_before);
        for (const auto& [name, json] : extra_) {
            out_.put(',');
            put_string(name);
            out_.put(':');
            out_.put(json);
        }
    }

    void put_id(const std::optional<ObjectId>& id) {
        if (!id) return;
        constexpr std::array<std::string_view, 3> kBegin{R"(,"id":"node/)", R"(,"id":"way/)",
                                                         R"(,"id":"relation/)"};
        out_.put(kBegin[static_cast<std::size_t>(id->type)]);
        put_json_number(id->ref, out_);
        out_.put('"');
    }

    void put_properties(const FeatureRow& row) {
        out_.put(R"(,"properties":{)");
        bool first = true;
        const auto comma = [&] {
            if (!first) out_.put(',');
            first = false;
        };
        if (!layer_property_.empty()) {
            comma();
            out_.put(layer_property_);
        }
        for (std::size_t i = 0; i < names_.size(); ++i) {
            comma();
            out_.put(names_[i]);
            put_value(i < row.values.size() ? row.values[i] : Value{});
        }
        if (layer_.with_tags && row.tags != nullptr) {
            comma();
            put_tags(*row.tags);
        }
        out_.put('}');
    }

    void put_value(const Value& value) {
        if (const auto* text = std::get_if<std::string_view>(&value)) return put_string(*text);
        if (std::holds_alternative<std::monostate>(value)) return out_.put("null");
        if (const auto* flag = std::get_if<bool>(&value)) return out_.put(*flag ? "true" : "false");
        if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            return put_json_number(*whole, out_);
        }
        if (const auto* real = std::get_if<double>(&value)) return put_json_number(*real, out_);
        out_.put('[');
        bool first = true;
        for (const auto& text : std::get<std::span<const std::string>>(value)) {
            if (!std::exchange(first, false)) out_.put(',');
            put_string(text);
        }
        out_.put(']');
    }

    void put_tags(const Tags& tags) {
        out_.put(R"("tags":{)");
        seen_.clear();
        for (std::size_t i = 0; i < tags.size(); ++i) {
            if (seen_.before(tags, i)) continue;
            const auto& tag = tags.span()[i];
            if (i > 0) out_.put(',');
            put_string(tag.key);
            out_.put(':');
            put_string(tag.value);
        }
        out_.put('}');
    }

    std::unique_ptr<AtomicFile> file_;
    TextOut out_;
    FileFacts facts_;
    Extra extra_;
    bool lines_;
    Layer layer_;
    std::vector<std::string> names_;
    std::string layer_property_;
    SeenKeys seen_;
    GeoJsonBox box_;
    std::uint64_t broken_bytes_ = 0;
    bool any_ = false;
};

}  // namespace

std::unique_ptr<FeatureWriter> open_geojson_writer(const std::filesystem::path& out,
                                                   const FileFacts& facts, bool lines) {
    auto file = std::make_unique<AtomicFile>(out);
    auto drain = [to = file.get()](std::string_view bytes) { to->write(bytes); };
    return std::make_unique<GeoJsonWriter>(std::move(file), std::move(drain), facts, Extra{},
                                           lines);
}

std::unique_ptr<FeatureWriter> open_geojson_stream(std::string& into, const FileFacts& facts,
                                                   const Extra& extra) {
    auto drain = [&into](std::string_view bytes) { into += bytes; };
    return std::make_unique<GeoJsonWriter>(nullptr, std::move(drain), facts, extra, false);
}

}  // namespace konbit
