import { describe, expect, test } from 'vitest';
import { verdict } from '../verdict.ts';

describe.each([
  [
    'Hafenstraße 12, 20457 Hamburg',
    {
      'Hafenstr. 12': 'error',
      'Hafen-Straße 12': 'error',
      '12 Hafenstrasse': 'error',
      'in der Hafenstraße': 'warning',
      'Hafenstraße 121': 'warning',
    },
  ],
  ['Hafenweg 12a', { '12a Hafenweg': 'error', 'am Hafen 12a': null }],
  [
    '12 Harbour Street, London EC1A 1BB',
    { '12 Harbour St., London': 'error', 'Harbour Street 12': 'error', 'Harbour 12': null },
  ],
  [
    'ул. Портовая, д. 7',
    {
      'улица Портовая, дом 7': 'error',
      'Портовая ул., 7': 'error',
      'на улице Портовой, 7': 'error',
      'Портовая, 7': 'warning',
      'Портовая, 8': null,
    },
  ],
  [
    '〒105-0001 東京都港区虎ノ門一丁目2番3号 ケストレルビル5階',
    {
      '東京都港区虎ノ門1-2-3': 'error',
      '港区虎ノ門１丁目２−３': 'error',
      虎ノ門一丁目二番三号: 'warning',
      '港区虎ノ門1-2-31': null,
      港区虎ノ門: null,
    },
  ],
] as const)('%s', (address, texts) => {
  test.each(Object.entries(texts))('in %s: %s', (text, expected) => {
    expect(verdict(address, 'word', text)).toBe(expected);
  });
});

test.each(['Studio 54', 'Track 9', 'Apollo 11, Houston'])('%s is no address', (name) => {
  expect(verdict(name, 'word', name.split(' ').toReversed().join(' '))).toBeNull();
});
