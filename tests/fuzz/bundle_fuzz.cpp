// Hostile bundles and contents: bytes as they are, and changes to a good bundle whose sum is made
// right again. Every input must end in an answer or a DataError, and the journal stays sound.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>

#include "mapper/journal/bundle.hpp"
#include "mapper/journal/bundle_writer.hpp"
#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/meeting_folder.hpp"
#include "mapper/model/error.hpp"
#include "tests/journal/photo_samples.hpp"
#include "tests/store/temporary_folder.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

std::string with_right_sum(std::string bytes) {
    const auto header = bytes.substr(0, kBundleHeaderBytes);
    const auto body =
        bytes.substr(kBundleHeaderBytes, bytes.size() - kBundleHeaderBytes - kBundleSumBytes);
    const auto sum = digest_of(body + header);
    std::memcpy(bytes.data() + bytes.size() - kBundleSumBytes, sum.bytes.data(), kBundleSumBytes);
    return bytes;
}

/// A journal that takes in whatever comes.
class Taker {
public:
    Taker() : journal_{work_.writer("ours", "jean")} {
        const auto photo = test::jpeg_bytes("a photo");
        PhotoStore{work_.map("theirs")}.add(photo, "jpeg", "");
        auto theirs = work_.writer("theirs", "marie");
        theirs.append(test::blocked_road("one"), 1);
        theirs.append(test::with_photo("two", photo), 2);
        write_bundle(theirs, work_.map("theirs"), bundle_, {}, nullptr);
        intact_ = contents_of(bundle_);
        fs::create_directory(stick_);
        sync_folder(theirs, work_.map("theirs"), stick_, {}, nullptr);
        for (const auto& entry : fs::recursive_directory_iterator{stick_}) {
            if (entry.path().extension() == ".konbit-bundle") segment_ = entry.path();
        }
        intact_segment_ = contents_of(segment_);
    }

    void take(const std::string& bytes) {
        write_file(bundle_, bytes);
        merge_bundle(journal_, work_.map("ours"), bundle_, {}, nullptr);
    }
    void take_entries(std::span<const std::uint8_t> entries, std::uint64_t count) {
        auto bytes = encode_bundle_header({count, entries.size(), 0, 0});
        bytes.append(reinterpret_cast<const char*>(entries.data()), entries.size());
        take(with_right_sum(bytes + std::string(kBundleSumBytes, '\0')));
    }
    void take_changed(std::span<const std::uint8_t> changes) {
        take(with_right_sum(changed(intact_, changes)));
    }
    void meet_changed(std::span<const std::uint8_t> changes) {
        write_file(segment_, with_right_sum(changed(intact_segment_, changes)));
        JournalPace pace{stick_, none_, nullptr};
        static_cast<void>(MeetingFolder{stick_}.read(pace));
    }
    void check() const {
        if (!journal_.check().empty()) std::abort();
    }

private:
    /// Four bytes a change: three for the place, one for what comes there.
    static std::string changed(std::string bytes, std::span<const std::uint8_t> changes) {
        for (; changes.size() >= 4; changes = changes.subspan(4)) {
            const auto place = changes[0] | changes[1] << 8 | changes[2] << 16;
            bytes[static_cast<std::size_t>(place) % bytes.size()] = static_cast<char>(changes[3]);
        }
        return bytes;
    }

    test::Workspace work_;
    Journal journal_;
    fs::path bundle_ = work_.root() / "bundle", stick_ = work_.root() / "stick", segment_;
    std::string intact_, intact_segment_;
    JournalProgress none_;
};

void try_all(Taker& taker, std::span<const std::uint8_t> data) {
    const auto rest = data.subspan(2);
    switch (data[0] % 5) {
        case 0:
            return taker.take({reinterpret_cast<const char*>(data.data()) + 1, data.size() - 1});
        case 1:
            return taker.take_entries(rest, data[1]);
        case 2:
            return taker.take_changed(rest);
        case 3:
            return taker.meet_changed(rest);
        default:
            static_cast<void>(
                decode_payload(static_cast<EntryKind>(data[1] % 12),
                               {reinterpret_cast<const char*>(rest.data()), rest.size()}));
    }
}

}  // namespace
}  // namespace konbit

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    static konbit::Taker taker;
    static unsigned runs = 0;
    try {
        konbit::try_all(taker, {data, size});
    } catch (const konbit::DataError&) {
    }
    if (++runs % 1024 == 0) taker.check();
    return 0;
}
