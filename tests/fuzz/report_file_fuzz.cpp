// Any text as a survey's table or as waypoints: reports and wrong rows, or an error that says why.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "mapper/exchange/report_files.hpp"
#include "mapper/model/error.hpp"

namespace {

namespace fs = std::filesystem;

fs::path scratch_file(const char* ending) {
    static const fs::path stem =
        fs::temp_directory_path() / ("konbit-report-fuzz-" + std::to_string(::getpid()));
    static const auto removed = std::atexit([] {
        for (const auto* one : {".csv", ".gpx"}) fs::remove(fs::path{stem} += one);
    });
    static_cast<void>(removed);
    return fs::path{stem} += ending;
}

/// Every row is a report, a wrong row or one that was given twice; what came out can be used.
void check(const konbit::ReportFile& file) {
    if (file.reports.size() + file.wrong.size() + file.repeated != file.rows) std::abort();
    for (const auto& row : file.reports) {
        if (!row.report.about.at.valid() || row.report.source_id.empty()) std::abort();
    }
    for (const auto& wrong : file.wrong) {
        if (konbit::to_text(wrong).size() > 1000 || wrong.why.empty()) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto file = scratch_file(data[0] % 2 == 0 ? ".csv" : ".gpx");
    std::ofstream{file, std::ios::binary | std::ios::trunc}.write(
        reinterpret_cast<const char*>(data) + 1, static_cast<std::streamsize>(size - 1));
    konbit::ReportFileOptions options;
    options.now = 1'773'500'000;
    options.zone_minutes = 0;
    try {
        check(konbit::read_report_file(file, options));
    } catch (const konbit::Error&) {  // says what is wrong: all we ask for
    }
    return 0;
}
