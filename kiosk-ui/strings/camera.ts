// What the camera says: on the button that opens it, under its picture, and when it cannot.
import type { Language } from '../../station-server/api-types.ts';
import type { CameraFault } from '../camera/camera-fault.ts';

export type CameraWords = {
  open: string;
  close: string;
  starting: string;
  aim: string;
  seen: string;
  /** What becomes of the picture. */
  kept: string;
  again: string;
  picture: string;
  faults: Record<CameraFault, { why: string; todo: string }>;
};

export const CAMERA: Record<Language, CameraWords> = {
  kk: {
    open: 'Камерамен оқу',
    close: 'Камераны жабу',
    starting: 'Камера қосылып жатыр…',
    aim: 'Штрихкодты немесе QR-кодты жақтау ішінде ұстаңыз',
    seen: 'Код оқылды',
    kept: 'Сурет сақталмайды, ешқайда жіберілмейді',
    again: 'Қайталап көру',
    picture: 'Камера көріп тұрған сурет',
    faults: {
      'camera-refused': {
        why: 'Камераға рұқсат берілмеген',
        todo: 'Сканерді пайдаланыңыз немесе кітапханашыны шақырыңыз.',
      },
      'camera-absent': {
        why: 'Камера табылмады',
        todo: 'Сканерді пайдаланыңыз немесе кітапханашыны шақырыңыз.',
      },
      'camera-busy': {
        why: 'Камера бос емес',
        todo: 'Біраздан кейін қайталап көріңіз немесе сканерді пайдаланыңыз.',
      },
      'camera-lost': {
        why: 'Камера ажыратылып қалды',
        todo: 'Қайталап көріңіз немесе сканерді пайдаланыңыз.',
      },
      'camera-reader': {
        why: 'Кодтарды оқу іске қосылмады',
        todo: 'Қайталап көріңіз немесе сканерді пайдаланыңыз.',
      },
    },
  },
  ru: {
    open: 'Считать камерой',
    close: 'Закрыть камеру',
    starting: 'Камера включается…',
    aim: 'Держите штрихкод или QR-код внутри рамки',
    seen: 'Код считан',
    kept: 'Изображение не сохраняется и никуда не передаётся',
    again: 'Попробовать ещё раз',
    picture: 'Что видит камера',
    faults: {
      'camera-refused': {
        why: 'Доступ к камере не разрешён',
        todo: 'Воспользуйтесь сканером или позовите библиотекаря.',
      },
      'camera-absent': {
        why: 'Камера не найдена',
        todo: 'Воспользуйтесь сканером или позовите библиотекаря.',
      },
      'camera-busy': {
        why: 'Камера занята',
        todo: 'Попробуйте чуть позже или воспользуйтесь сканером.',
      },
      'camera-lost': {
        why: 'Камера отключилась',
        todo: 'Попробуйте ещё раз или воспользуйтесь сканером.',
      },
      'camera-reader': {
        why: 'Чтение кодов не запустилось',
        todo: 'Попробуйте ещё раз или воспользуйтесь сканером.',
      },
    },
  },
  en: {
    open: 'Use the camera',
    close: 'Close the camera',
    starting: 'The camera is starting…',
    aim: 'Hold the barcode or QR code inside the frame',
    seen: 'Code read',
    kept: 'No picture is kept or sent',
    again: 'Try again',
    picture: 'What the camera sees',
    faults: {
      'camera-refused': {
        why: 'The camera may not be used',
        todo: 'Use the scanner, or call the librarian.',
      },
      'camera-absent': {
        why: 'No camera was found',
        todo: 'Use the scanner, or call the librarian.',
      },
      'camera-busy': {
        why: 'The camera is busy',
        todo: 'Try again in a moment, or use the scanner.',
      },
      'camera-lost': {
        why: 'The camera went away',
        todo: 'Try again, or use the scanner.',
      },
      'camera-reader': {
        why: 'Reading codes did not start',
        todo: 'Try again, or use the scanner.',
      },
    },
  },
};
