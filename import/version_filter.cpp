#include "import/version_filter.hpp"

#include <cstring>
#include <tuple>

namespace konbit {

void VersionFilter::keep_pending() {
    if (pending_ == nullptr || static_cast<const void*>(pending_) == copy_.data()) return;
    copy_.resize(pending_->padded_size() / sizeof(std::uint64_t));
    std::memcpy(copy_.data(), pending_->data(), pending_->padded_size());
    pending_ = reinterpret_cast<const osmium::OSMObject*>(copy_.data());
}

void VersionFilter::finish() {
    if (pending_ != nullptr) release();
    pending_ = nullptr;
}

void VersionFilter::choose(const osmium::OSMObject& other) {
    const auto age = [](const osmium::OSMObject& object) {
        return std::tuple{object.version(), object.timestamp().seconds_since_epoch()};
    };
    ++log_.summary.old_versions;
    if (log_.wants_names()) {
        log_.name(id_of(other), "more than one version in the extract: the newest is kept");
    }
    if (age(other) > age(*pending_)) pending_ = &other;
}

void VersionFilter::count_deleted() {
    ++log_.summary.deleted;
    if (log_.wants_names()) log_.name(id_of(*pending_), "deleted in OpenStreetMap");
}

}  // namespace konbit
