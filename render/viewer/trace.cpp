#include "render/viewer/trace.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "mapper/store/atomic_file.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostFrames = 1'000'000;

std::string list_of(const std::vector<double>& values) {
    std::string text = "[";
    for (const double value : values) {
        fmt::format_to(std::back_inserter(text), "{}{:.2f}", text.size() == 1 ? "" : ",", value);
    }
    return text + "]";
}

std::string number_or_null(const std::optional<double>& value) {
    return value ? fmt::format("{:.1f}", *value) : "null";
}

}  // namespace

double ms_since_start() {
    std::ifstream in{"/proc/self/stat"};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto name_end = text.rfind(')');
    if (name_end == std::string::npos) return 0;
    std::istringstream fields{text.substr(name_end + 1)};
    std::string field;
    for (int i = 3; i <= 22; ++i) fields >> field;  // starttime, in ticks since the boot
    const double started_s = std::strtod(field.c_str(), nullptr) / double(::sysconf(_SC_CLK_TCK));
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return (double(now.tv_sec) + double(now.tv_nsec) * 1e-9 - started_s) * 1'000;
}

double peak_mb() {
    std::ifstream in{"/proc/self/status"};
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("VmHWM:")) return std::strtod(line.c_str() + 6, nullptr) / 1'000;
    }
    return 0;
}

void Trace::frame(double begin_ms, double end_ms, bool moving) {
    if (frame_ms_.size() >= kMostFrames || work_ms_.size() >= kMostFrames) return;
    work_ms_.push_back(end_ms - begin_ms);
    if (last_end_ms_) frame_ms_.push_back(end_ms - *last_end_ms_);
    last_end_ms_ = moving ? std::optional{end_ms} : std::nullopt;
}

void Trace::write(const std::filesystem::path& file) const {
    AtomicFile out{file};
    out.write(
        fmt::format("{{\"frame_ms\":{},\n\"work_ms\":{},\n\"first_picture_ms\":{},"
                    "\"whole_picture_ms\":{},\"peak_mb\":{:.1f}}}\n",
                    list_of(frame_ms_), list_of(work_ms_), number_or_null(first_picture_ms_),
                    number_or_null(whole_picture_ms_), peak_mb()));
    out.commit();
}

}  // namespace konbit
