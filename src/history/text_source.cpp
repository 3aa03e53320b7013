#include "history/text_source.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

#include "files/os_error.h"

namespace atb::history {
namespace {

constexpr std::size_t kPiece = 262'144;
constexpr std::uint64_t kZipEntryMax = std::uint64_t{4} << 30;

tl::unexpected<core::Error> unreadable(const TextSource& source, std::string_view why,
                                       std::string advice = {}) {
  return core::fail(core::ErrorKind::usage, "candles.unreadable",
                    fmt::format("{} {}", source.path.string(), why), std::move(advice));
}

tl::unexpected<core::Error> damaged(const TextSource& source, std::string_view why) {
  return unreadable(source, fmt::format("is damaged or cut short: {}", why), "Get the file again.");
}

Packing packing_of(std::string_view start) {
  using namespace std::string_view_literals;
  if (start.starts_with("\x1F\x8B"sv)) return Packing::gzip;
  if (start.starts_with("PK\x03\x04"sv) || start.starts_with("PK\x05\x06"sv)) return Packing::zip;
  if (start.starts_with("\x89HDF\r\n\x1A\n"sv)) return Packing::hdf5;
  return Packing::none;
}

/// The last four bytes of a gzip file: the size of its text modulo 2^32, only good as a hint.
std::uint64_t gzip_text_size(int file, std::uint64_t size) {
  constexpr std::uint64_t kLikelyRatio = 16;
  std::array<unsigned char, 4> tail{};
  if (size < tail.size() ||
      pread(file, tail.data(), tail.size(), static_cast<off_t>(size - tail.size())) != 4)
    return 0;
  const std::uint64_t text = tail[0] | std::uint64_t{tail[1]} << 8 | std::uint64_t{tail[2]} << 16 |
                             std::uint64_t{tail[3]} << 24;
  return std::min(text, size * kLikelyRatio);
}

core::Result<void> read_plain(const TextSource& source, const TextSink& sink) {
  std::vector<char> buffer(kPiece);
  for (;;) {
    const auto count = read(source.file.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return files::os_error(errno, source.path, "read", core::ErrorKind::usage);
    if (count == 0) return {};
    ATB_TRY(sink({buffer.data(), static_cast<std::size_t>(count)}));
  }
}

core::Result<void> read_gzip(const TextSource& source, const TextSink& sink) {
  const int copy = dup(source.file.number());
  std::unique_ptr<gzFile_s, int (*)(gzFile)> file{copy < 0 ? nullptr : gzdopen(copy, "rb"),
                                                  gzclose_r};
  if (!file) {
    if (copy >= 0) close(copy);
    return files::os_error(errno, source.path, "read");
  }
  gzbuffer(file.get(), kPiece);
  std::vector<char> buffer(kPiece);
  for (;;) {
    const int count = gzread(file.get(), buffer.data(), static_cast<unsigned>(buffer.size()));
    int code = Z_OK;
    const char* const why = gzerror(file.get(), &code);
    if (code == Z_ERRNO) return files::os_error(errno, source.path, "read");
    // A cut file gives its rest first and Z_BUF_ERROR with it.
    if (count < 0 || (code != Z_OK && code != Z_STREAM_END)) return damaged(source, why);
    if (count == 0) break;
    ATB_TRY(sink({buffer.data(), static_cast<std::size_t>(count)}));
  }
  if (gzclose_r(file.release()) != Z_OK) return damaged(source, "the end is missing");
  return {};
}

struct ZipCloser {
  void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
  void operator()(zip_file_t* entry) const noexcept { zip_fclose(entry); }
};
using ZipArchive = std::unique_ptr<zip_t, ZipCloser>;
using ZipEntry = std::unique_ptr<zip_file_t, ZipCloser>;

core::Result<ZipArchive> open_zip(const TextSource& source) {
  const int copy = dup(source.file.number());
  if (copy < 0) return files::os_error(errno, source.path, "read");
  int code = 0;
  ZipArchive archive{zip_fdopen(copy, ZIP_CHECKCONS, &code)};
  if (archive) return archive;
  close(copy);
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  const std::string why = zip_error_strerror(&error);
  zip_error_fini(&error);
  return damaged(source, why);
}

/// The index of the one CSV file in the archive.
core::Result<zip_uint64_t> find_csv(const TextSource& source, zip_t* archive) {
  const auto advice = "An archive holds one candle file, as Binance's do.";
  if (const auto entries = zip_get_num_entries(archive, 0); entries != 1)
    return unreadable(source, fmt::format("holds {} files where one is expected", entries), advice);
  zip_stat_t entry;
  if (zip_stat_index(archive, 0, 0, &entry) != 0 ||
      (entry.valid & (ZIP_STAT_NAME | ZIP_STAT_SIZE)) != (ZIP_STAT_NAME | ZIP_STAT_SIZE))
    return damaged(source, zip_strerror(archive));
  const std::string_view name = entry.name;
  if (!name.ends_with(".csv") && !name.ends_with(".CSV"))
    return unreadable(source, fmt::format("holds \"{}\", which is no .csv file", name), advice);
  if (entry.size > kZipEntryMax)
    return unreadable(
        source, fmt::format("unpacks to {} bytes; the limit is {}", entry.size, kZipEntryMax));
  return zip_uint64_t{0};
}

core::Result<void> read_zip(const TextSource& source, const TextSink& sink) {
  ATB_ASSIGN(const ZipArchive archive, open_zip(source));
  ATB_ASSIGN(const auto index, find_csv(source, archive.get()));
  const ZipEntry entry{zip_fopen_index(archive.get(), index, 0)};
  if (!entry) return damaged(source, zip_strerror(archive.get()));
  std::vector<char> buffer(kPiece);
  std::uint64_t total = 0;
  for (;;) {
    const auto count = zip_fread(entry.get(), buffer.data(), buffer.size());
    if (count < 0) return damaged(source, zip_file_strerror(entry.get()));
    if (count == 0) return {};
    total += static_cast<std::uint64_t>(count);
    if (total > kZipEntryMax) return damaged(source, "it holds more than it declares");
    ATB_TRY(sink({buffer.data(), static_cast<std::size_t>(count)}));
  }
}

}  // namespace

core::Result<TextSource> open_text(const std::filesystem::path& path) {
  TextSource source;
  source.path = path;
  source.file = files::Descriptor{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!source.file.is_open()) return files::os_error(errno, path, "read", core::ErrorKind::usage);
  struct stat status {};
  if (fstat(source.file.number(), &status) != 0) return files::os_error(errno, path, "read");
  if (S_ISDIR(status.st_mode))
    return unreadable(source, "is a directory", "Name the candle files in it.");
  if (!S_ISREG(status.st_mode)) return source;  // a pipe: looking at its start would take it away
  std::array<char, 8> start{};
  const auto count = pread(source.file.number(), start.data(), start.size(), 0);
  if (count < 0) return files::os_error(errno, path, "read");
  source.packing = packing_of({start.data(), static_cast<std::size_t>(count)});
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (source.packing == Packing::none) source.bytes_expected = size;
  if (source.packing == Packing::gzip)
    source.bytes_expected = gzip_text_size(source.file.number(), size);
  return source;
}

core::Result<void> read_text(const TextSource& source, const TextSink& sink) {
  switch (source.packing) {
    case Packing::none:
      return read_plain(source, sink);
    case Packing::gzip:
      return read_gzip(source, sink);
    case Packing::zip:
      return read_zip(source, sink);
    case Packing::hdf5:
      break;
  }
  return unreadable(source, "is an HDF5 file and no text");
}

}  // namespace atb::history
