#include "mapper/journal/postgres_photos.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mapper/journal/bundle_format.hpp"
#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/photos.hpp"

namespace konbit {
namespace {

constexpr std::int64_t kPiece = 1 << 20;

struct PhotoThere {
    Digest file;
    std::int64_t bytes = 0;
};

std::vector<PhotoThere> photos_there(PostgresConnection& database,
                                     const std::vector<Digest>& wanted) {
    std::vector<PhotoThere> found;
    database.run("begin");
    database.run_in_portions(
        "select hash, octet_length(bytes)::bigint from konbit.photos"
        " where hash = any($1) and bytes is not null",
        PostgresValues{}.all_digests(wanted), [&](const PostgresRows& rows) {
            for (int row = 0; row < rows.count(); ++row) {
                found.push_back({rows.digest(row, 0), rows.number(row, 1)});
            }
        });
    database.run("commit");
    return found;
}

/// Piece by piece; "" if it is not what its name says.
std::string fetch(PostgresConnection& database, const PhotoThere& photo) {
    std::string bytes;
    if (photo.bytes > static_cast<std::int64_t>(PhotoStore::kMostBytes)) return bytes;
    const Digest name[] = {photo.file};
    while (static_cast<std::int64_t>(bytes.size()) < photo.bytes) {
        const auto from = static_cast<std::int64_t>(bytes.size()) + 1;
        const auto rows = database.run(
            "select substr(bytes, $2::integer, $3::integer) from konbit.photos"
            " where hash = any($1) and bytes is not null",
            PostgresValues{}.all_digests(name).number(from).number(kPiece));
        if (rows.count() != 1 || rows.bytes(0, 0).empty()) return {};  // destroyed meanwhile
        bytes += rows.bytes(0, 0);
    }
    return digest_of(bytes) == photo.file ? bytes : std::string{};
}

}  // namespace

void receive_photos(PostgresMeeting& meeting, const std::filesystem::path& map_folder,
                    const std::set<Digest>& shown) {
    const PhotoStore store{map_folder};
    std::vector<Digest> wanted;
    std::ranges::copy_if(shown, std::back_inserter(wanted),
                         [&](const Digest& photo) { return !store.has(photo); });
    if (wanted.empty()) return;
    const auto there = photos_there(meeting.database, wanted);
    std::uint64_t done = 0;
    for (const auto& photo : there) {
        const auto bytes = fetch(meeting.database, photo);
        const auto type = photo_type_of(bytes);
        if (type.empty()) {
            meeting.result.came.notes.push_back(
                fmt::format("Photo {} in {} is damaged and was left out.", short_id(photo.file),
                            meeting.database.place()));
        } else {
            store.add(bytes, type, "");
            ++meeting.result.came.photos;
        }
        meeting.tell("photos received", ++done, there.size());
    }
}

void send_photos(PostgresMeeting& meeting, const std::filesystem::path& map_folder,
                 const std::set<Digest>& shown) {
    const PhotoStore store{map_folder};
    std::vector<Digest> ours;
    std::ranges::copy_if(shown, std::back_inserter(ours),
                         [&](const Digest& photo) { return store.has(photo); });
    if (ours.empty()) return;
    const auto rows = meeting.database.run(
        "select ours.hash from unnest($1) as ours (hash)"
        " where not exists (select from konbit.photos p where p.hash = ours.hash)",
        PostgresValues{}.all_digests(ours));
    for (int row = 0; row < rows.count(); ++row) {
        const Digest name[] = {rows.digest(row, 0)};
        const auto bytes = store.read(name[0]);
        if (!bytes || digest_of(*bytes) != name[0]) continue;  // whoever has it sound sends it
        meeting.result.sent_photos +=
            meeting.database
                .run(
                    "insert into konbit.photos (hash, bytes) select unnest($1), $2"
                    " on conflict (hash) do nothing",
                    PostgresValues{}.all_digests(name).bytes(*bytes))
                .changed();
        meeting.tell("photos sent", static_cast<std::uint64_t>(row) + 1,
                     static_cast<std::uint64_t>(rows.count()));
    }
}

}  // namespace konbit
