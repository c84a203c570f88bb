// SPDX-License-Identifier: Apache-2.0
// Publishes what scripts/package left as the release of a version tag. It stays a draft until everything is uploaded, so
// that nobody sees half of it.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

/** What CHANGELOG.md says of `version`. */
function storyOf(changelog, version) {
  const sections = changelog.split(/^## /m);
  const story = sections.find((section) => section.startsWith(`${version} `) || section.startsWith(`${version}\n`));
  if (!story) throw new Error(`CHANGELOG.md has no section for ${version}`);
  return story.slice(story.indexOf("\n") + 1).trim();
}

/**
 * @param {{github: object, context: object, core: object}} tools  as actions/github-script gives them
 * @param {{folder: string}} what  a folder with CHANGELOG.md and dist/
 */
async function publishRelease({ github, context, core }, { folder }) {
  const tag = context.ref.replace(/^refs\/tags\//, "");
  const version = tag.replace(/^v/, "");
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`'${tag}' is no version tag`);
  const dist = path.join(folder, "dist");
  const files = fs.readdirSync(dist).filter((name) => name.startsWith(`trackmeet-${version}-`)).sort();
  for (const archive of files.filter((name) => name.endsWith(".tar.gz")))
    if (!files.includes(`${archive}.sha256`)) throw new Error(`${archive} has no checksum`);
  if (!files.some((name) => name.endsWith(".tar.gz"))) throw new Error(`there is no archive of ${version}`);

  const { repo } = context;
  const body = storyOf(fs.readFileSync(path.join(folder, "CHANGELOG.md"), "utf8"), version);
  const { data: release } = await github.rest.repos.createRelease({
    ...repo, tag_name: tag, name: `Trackmeet ${version}`, body, draft: true,
  });
  try {
    for (const name of files) {
      const data = fs.readFileSync(path.join(dist, name));
      await github.rest.repos.uploadReleaseAsset({ ...repo, release_id: release.id, name, data });
      core.info(`uploaded ${name}, ${data.length} bytes`);
    }
    const { data: published } = await github.rest.repos.updateRelease({ ...repo, release_id: release.id, draft: false });
    core.info(`published ${published.html_url}`);
  } catch (error) {
    await github.rest.repos.deleteRelease({ ...repo, release_id: release.id });
    throw error;
  }
}

module.exports = { publishRelease };
