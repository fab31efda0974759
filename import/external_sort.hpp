#pragma once

// Private to import/: shows libosmium.
#include <filesystem>
#include <memory>
#include <vector>

#include "import/extract_reader.hpp"
#include "import/version_filter.hpp"

namespace konbit {

/// Brings the objects of an extract into the order of `osmium sort` with bounded memory: sorted
/// runs in nameless temporary files (objects byte for byte as libosmium holds them, so that not
/// even a broken string is touched), then a merge. Equal ids keep the order of the extract.
class ExternalSort {
public:
    ExternalSort(std::filesystem::path folder, std::size_t memory_bytes);
    ~ExternalSort();
    ExternalSort(const ExternalSort&) = delete;
    ExternalSort& operator=(const ExternalSort&) = delete;

    void read(ExtractReader& reader);
    void merge_into(VersionFilter& filter, const ImportOptions& options);

private:
    void add(osmium::memory::Buffer&& buffer);
    void end_run();
    void narrow(std::size_t max_runs, const ImportOptions& options);

    std::filesystem::path folder_;
    std::size_t memory_bytes_;
    std::size_t held_bytes_ = 0;
    std::vector<osmium::memory::Buffer> buffers_;
    std::vector<const osmium::OSMObject*> objects_;
    std::vector<int> runs_;  ///< file descriptors
};

}  // namespace konbit
