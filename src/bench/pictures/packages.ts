/** Whether figures may be improved by looking at a picture, or are only reported of it. */
export const PARTS = ['tuning', 'reporting'] as const;
export type Part = (typeof PARTS)[number];

/** A package with pictures in it, or pages to take pictures of. */
export interface PicturePackage {
  readonly from: 'debian' | 'npm';
  readonly name: string;
  /** Exact for npm; Debian gives what its release has. */
  readonly version?: string;
  /** A package is in one part with all it has: a picture often comes in several sizes. */
  readonly part: Part;
  /** Photographs, by the end of their path. */
  readonly photographs?: RegExp;
  /** Pages that screenshots are taken of, as a site whose root is a folder of the package. */
  readonly pages?: { readonly root: string; readonly names: readonly string[] };
}

/**
 * Packages anybody can install. Those that an earlier study or an earlier build of this reader was
 * tried on are all in the tuning part.
 */
export const PACKAGES: readonly PicturePackage[] = [
  {
    from: 'debian',
    name: 'mate-backgrounds',
    part: 'tuning',
    photographs: /\/(?:nature\/(?!Wood)\w+|abstract\/Elephants)\.jpg$/,
  },
  {
    from: 'debian',
    name: 'plasma-workspace-wallpapers',
    part: 'tuning',
    photographs:
      /\/(?:Autumn|BytheWater|ColorfulCups|ColdRipple|EveningGlow|FallenLeaf|OneStandsOut|Path)\/contents\/images\/2560x1600\.jpg$/,
  },
  {
    from: 'debian',
    name: 'python3-skimage',
    part: 'tuning',
    photographs:
      /\/data\/(?:astronaut|chelsea|coffee|hubble_deep_field|motorcycle_left|rocket)\.(?:png|jpg)$/,
  },
  {
    from: 'npm',
    name: 'startbootstrap-sb-admin',
    version: '7.0.7',
    part: 'tuning',
    pages: {
      root: 'package/dist',
      names: ['index', 'charts', 'tables', 'login', 'layout-static', '404'],
    },
  },
  {
    from: 'npm',
    name: 'startbootstrap-agency',
    version: '7.0.12',
    part: 'tuning',
    pages: { root: 'package/dist', names: ['index'] },
  },
  {
    from: 'npm',
    name: 'startbootstrap-creative',
    version: '7.0.7',
    part: 'tuning',
    photographs: /\/dist\/.*fullsize\/\d\.jpg$/,
    pages: { root: 'package/dist', names: ['index'] },
  },
  { from: 'debian', name: 'lomiri-wallpapers-16.04', part: 'reporting', photographs: /\.jpg$/ },
  {
    from: 'debian',
    name: 'lomiri-wallpapers-20.04',
    part: 'reporting',
    // The others are drawn or painted.
    photographs: /\/(?:Kleiber|Fossa)\w*\.jpg$/,
  },
  {
    from: 'npm',
    name: 'startbootstrap-clean-blog',
    version: '6.0.9',
    part: 'reporting',
    photographs: /\/dist\/assets\/img\/.*\.jpg$/,
    pages: { root: 'package/dist', names: ['index', 'post', 'contact'] },
  },
  {
    from: 'npm',
    name: 'startbootstrap-landing-page',
    version: '6.0.6',
    part: 'reporting',
    photographs: /\/dist\/assets\/img\/.*\.jpg$/,
    pages: { root: 'package/dist', names: ['index'] },
  },
  {
    from: 'npm',
    name: 'startbootstrap-business-casual',
    version: '7.0.9',
    part: 'reporting',
    photographs: /\/dist\/assets\/img\/.*\.jpg$/,
  },
  {
    from: 'npm',
    name: 'startbootstrap-grayscale',
    version: '7.0.6',
    part: 'reporting',
    photographs: /\/dist\/assets\/img\/.*\.jpg$/,
  },
  {
    from: 'npm',
    name: 'startbootstrap-stylish-portfolio',
    version: '6.0.6',
    part: 'reporting',
    photographs: /\/dist\/assets\/img\/.*\.jpg$/,
  },
  {
    from: 'npm',
    name: '@adminkit/core',
    version: '3.5.0',
    part: 'reporting',
    photographs: /\/photos\/.*\.jpg$/,
  },
  {
    from: 'npm',
    name: 'admin-lte',
    version: '4.9.1',
    part: 'reporting',
    photographs: /\/dist\/.*photo\d\.jpg$/,
  },
  {
    from: 'npm',
    name: 'startbootstrap-sb-admin-2',
    version: '4.1.4',
    part: 'reporting',
    pages: {
      root: 'package',
      names: ['index', 'charts', 'tables', 'buttons', 'cards', 'login', '404'],
    },
  },
  {
    from: 'npm',
    name: 'startbootstrap-resume',
    version: '7.0.6',
    part: 'reporting',
    pages: { root: 'package/dist', names: ['index'] },
  },
  {
    from: 'npm',
    name: 'gentelella',
    version: '4.2.0',
    part: 'reporting',
    pages: {
      root: 'package/dist',
      names: [
        'production/index',
        'production/calendar',
        'production/chartjs',
        'production/form',
        'production/inbox',
        'production/faq',
        'production/pricing_tables',
        'production/projects',
        'production/typography',
      ],
    },
  },
];
