// Any bytes as an extract: the import ends with a map or a DataError, never otherwise. The first
// byte chooses the format.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "import/importer.hpp"
#include "mapper/model/error.hpp"

namespace {

const std::filesystem::path& scratch() {
    static const std::filesystem::path folder = [] {
        std::string name = (std::filesystem::temp_directory_path() / "konbit-fuzz-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        return std::filesystem::path{name};
    }();
    return folder;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr const char* kEndings[] = {".osm.pbf", ".osm", ".osm.opl", ".o5m"};
    konbit::ImportOptions options;
    options.extract = scratch() / (std::string{"x"} + kEndings[data[0] % 4]);
    options.map = scratch() / "x.konbit";
    options.replace = true;
    options.memory_bytes = std::size_t{16} << 20;
    std::ofstream{options.extract, std::ios::binary}.write(reinterpret_cast<const char*>(data + 1),
                                                           static_cast<std::streamsize>(size - 1));
    try {
        static_cast<void>(konbit::import_extract(options));
    } catch (const konbit::DataError&) {
        // what a bad extract is meant to end in
    }
    return 0;
}
