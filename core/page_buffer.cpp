// SPDX-License-Identifier: Apache-2.0
#include "core/page_buffer.hpp"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>
#include <new>

namespace trackmeet {
namespace {

std::size_t rounded_up(std::size_t bytes, std::size_t page) { return (bytes + page - 1) / page * page; }

}  // namespace

PageMemory::PageMemory(std::size_t bytes) {
  const std::size_t page = bytes >= huge_page_from ? huge_page : small_page;
  const std::size_t size = rounded_up(bytes == 0 ? 1 : bytes, page);
  auto* memory = static_cast<std::byte*>(std::aligned_alloc(page, size));
  if (memory == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  if (page == huge_page) madvise(memory, size, MADV_HUGEPAGE);  // advice: without it everything works, a little slower
#endif
  std::memset(memory, 0, size);
  memory_.reset(memory);
}

void PageMemory::Release::operator()(std::byte* memory) const { std::free(memory); }

}  // namespace trackmeet
