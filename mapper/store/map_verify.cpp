#include <optional>

#include <fmt/format.h>

#include "mapper/store/base_map_impl.hpp"
#include "mapper/store/object_view.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMaxComplaints = 100;

/// Collects what is wrong; a thousand complaints help nobody.
class Complaints {
public:
    template <class... Args>
    void add(fmt::format_string<Args...> text, Args&&... args) {
        if (texts_.size() < kMaxComplaints) {
            texts_.push_back(fmt::format(text, std::forward<Args>(args)...));
        }
    }
    void add_all(std::vector<std::string> texts) {
        for (auto& text : texts) add("{}", text);
    }
    /// Runs one check; damage that ends it is a complaint as well.
    template <class Check>
    void attempt(const Check& check) {
        try {
            check();
        } catch (const DataError& error) {
            add("{}", error.what());
        }
    }
    [[nodiscard]] std::vector<std::string> take() { return std::move(texts_); }

private:
    std::vector<std::string> texts_;
};

/// One layer's features are read one by one, each told to `visit`.
template <class Visit>
void check_features(std::string_view name, std::uint32_t count, const Visit& read,
                    Complaints& complaints) {
    std::uint64_t before = 0;
    Tags tags;
    Geometry geometry;
    for (std::uint32_t index = 0; index < count; ++index) {
        complaints.attempt([&] {
            const Feature feature = read(index);
            feature.read_tags(tags);
            feature.read_geometry(geometry);
            if (bounding_box_of(geometry) != feature.box()) {
                complaints.add("{} {}: its box does not fit its geometry", name,
                               to_string(feature.id()));
            }
            const auto key = hilbert_key(feature.box().center());
            if (key < before) complaints.add("{} {}: out of order", name, to_string(feature.id()));
            before = key;
        });
    }
}

}  // namespace

std::vector<std::string> BaseMap::verify() const {
    Complaints complaints;
    complaints.add_all(impl_->file.verify());

    std::array<std::uint64_t, 3> counts{};
    std::optional<ObjectId> before;
    complaints.attempt([&] {
        for_each_object([&](const Object& object) {
            ++counts[static_cast<std::size_t>(object.id.type)];
            if (before && !(*before < object.id)) {
                complaints.add("{}: out of order", to_string(object.id));
            }
            before = object.id;
        });
        if (counts != impl_->header.objects) {
            complaints.add("{}, {}, {} objects found; the header says {}, {}, {}", counts[0],
                           counts[1], counts[2], impl_->header.objects[0], impl_->header.objects[1],
                           impl_->header.objects[2]);
        }
    });

    check_features(
        "feature", feature_count(), [&](std::uint32_t index) { return feature({index}); },
        complaints);
    for (const auto& layer : impl_->overviews) {
        check_features(
            "overview feature", layer.size(),
            [&](std::uint32_t index) { return impl_->feature_of(layer, index); }, complaints);
    }

    complaints.attempt([&] {
        std::uint64_t entries = 0;
        impl_->ids.for_each([&](ObjectId id, std::uint32_t index) {
            ++entries;
            if (feature({index}).id() != id) {
                complaints.add("{}: the index leads to another feature", to_string(id));
            }
        });
        if (entries != feature_count()) {
            complaints.add("the index of ids has {} entries for {} features", entries,
                           feature_count());
        }
    });
    complaints.attempt([&] {
        const auto found = summary();
        if (found.objects != impl_->header.objects || found.features != impl_->header.features) {
            complaints.add("the summary's counts are not the header's");
        }
    });
    return complaints.take();
}

}  // namespace konbit
