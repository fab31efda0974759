// Any text as a style: one that can be used, or an error that says why.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "mapper/model/error.hpp"
#include "render/style/legend.hpp"
#include "render/style/style.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path& scratch_file() {
    static const fs::path file =
        fs::temp_directory_path() / ("konbit-style-fuzz-" + std::to_string(::getpid()) + ".yaml");
    static const auto removed = std::atexit([] { fs::remove(file); });
    static_cast<void>(removed);
    return file;
}

void use(const konbit::Style& style) {
    const konbit::Tags tags{{"highway", "primary"}, {"name", "a"}, {"building", "yes"}};
    std::vector<konbit::RuleIndex> found;
    for (double zoom = 0; zoom < 20; zoom += 2.5) {
        style.match(tags, konbit::GeometryKind::line, zoom, found);
        static_cast<void>(konbit::legend_of(style, zoom));
    }
    for (const auto index : found) {
        if (index >= style.rules().size()) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::ofstream{scratch_file(), std::ios::binary | std::ios::trunc}.write(
        reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    try {
        use(konbit::Style::load(scratch_file()));
    } catch (const konbit::Error&) {  // says what is wrong: all we ask for
    }
    return 0;
}
