#pragma once

// Private to import/: shows libosmium.
#include <filesystem>
#include <memory>

#include "import/import_log.hpp"
#include "import/version_filter.hpp"
#include "mapper/store/map_writer.hpp"

namespace konbit {

/// Puts current objects, given in order, into a map writer: each object as it is, and the
/// features that they make: tagged nodes, tagged ways as lines or areas, relations as areas.
class MapBuilder : public ObjectSink {
public:
    /// `folder` takes nameless temporary files. `memory_bytes`: for area assembly.
    MapBuilder(MapWriter& writer, ImportLog& log, const std::filesystem::path& folder,
               std::size_t memory_bytes);
    ~MapBuilder() override;

    void add(const osmium::OSMObject& object) override;
    /// After the last object: finishes areas and counts.
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
