#pragma once

// Private to import/: shows libosmium.
#include <cstdint>
#include <vector>

#include "import/import_log.hpp"
#include "import/osmium_object.hpp"

namespace konbit {

/// Takes current objects, one version each, in the order of `osmium sort`.
class ObjectSink {
public:
    virtual ~ObjectSink() = default;
    virtual void add(const osmium::OSMObject& object) = 0;
};

/// Lets the newest version of each object through (highest version, then timestamp, then the
/// first) and counts the rest. An object whose newest version is deleted is no more.
class VersionFilter {
public:
    VersionFilter(ObjectSink& sink, ImportLog& log) : sink_{sink}, log_{log} {}

    /// False if the object belongs before the one given last. It must live until the next call
    /// or `keep_pending`.
    [[nodiscard]] bool push(const osmium::OSMObject& object) {
        if (pending_ != nullptr) {
            const auto order = compare(*pending_, object);
            if (order > 0) return false;
            if (order == 0) {
                choose(object);
                return true;
            }
            release();
        }
        pending_ = &object;
        return true;
    }
    /// The memory of the last object is about to go: copies it.
    void keep_pending();
    /// After the last object.
    void finish();

private:
    [[nodiscard]] static std::strong_ordering compare(const osmium::OSMObject& a,
                                                      const osmium::OSMObject& b) noexcept {
        if (a.type() == b.type() && a.id() > 0 && a.id() < b.id()) {
            return std::strong_ordering::less;  // nearly always
        }
        return id_of(a) <=> id_of(b);
    }
    void choose(const osmium::OSMObject& other);
    void release() {
        if (pending_->deleted()) {
            count_deleted();
        } else {
            sink_.add(*pending_);
        }
    }
    void count_deleted();

    ObjectSink& sink_;
    ImportLog& log_;
    const osmium::OSMObject* pending_ = nullptr;
    std::vector<std::uint64_t> copy_;  ///< 8-byte words: objects are 8-aligned
};

}  // namespace konbit
